import { plainDigits } from "../reading/number";

/**
 * A share in percent as a badge says it: "23% off", "-23 %", "%23 indirim". Undefined without one, and where it is only
 * an upper end ("up to 40%"): that is the discount of some other thing.
 */
export function percentIn(badge: string): number | undefined {
  const plain = plainDigits(badge).replaceAll("٪", "%");
  if (/up to|bis zu|jusqu|fino a|hasta|até|tot wel|upp till|do nawet|最大/i.test(plain)) return undefined;
  const found =
    /(?:^|[^\d.,])(\d{1,2})\s?%/.exec(plain)?.[1] ?? /%\s?(\d{1,2})(?![\d.,]\d)(?!\d)/.exec(plain)?.[1];
  return found === undefined ? undefined : Number(found);
}

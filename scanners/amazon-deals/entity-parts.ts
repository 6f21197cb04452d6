/** What Amazon's own JSON entities are made of: texts in fragments, money as a value or a range, images by id. */
import { z } from "zod";
import { looseList, loosely, looseNumber, looseText } from "../json-page";
import { cleanText, cleanUrl } from "../reading/text";

export const currency = loosely(z.string().regex(/^[A-Z]{3}$/));

/** A text in pieces, as it is shown. */
export const label = loosely(
  z.object({
    content: loosely(z.object({ fragments: looseList(z.object({ text: loosely(z.string()) })) })),
  }),
);

const bound = loosely(z.object({ amount: looseNumber, currencyCode: currency }));
export const money = loosely(
  z.object({
    moneyValueOrRange: loosely(
      z.object({ range: loosely(z.object({ min: bound, max: bound })), value: bound }),
    ),
  }),
);

export const imageIds = loosely(z.object({ physicalId: looseText, extension: looseText }));

/** The pieces together; "" when there are none. */
export function wordsOf(text: z.infer<typeof label>): string {
  const pieces = text?.content?.fragments?.slice(0, 20).map((piece) => piece.text ?? "");
  return cleanText(pieces?.join("") ?? "", 200);
}

/** An amount with two places, or undefined when it is none. */
export function amountOf(value: number | undefined): string | undefined {
  return value !== undefined && value >= 0 && value < 1e10 ? value.toFixed(2) : undefined;
}

/** Both ends, equal for one price; undefined when an end or the currency is missing, or they disagree. */
export function endsOf(
  price: z.infer<typeof money>,
): { low: string; high: string; currency: string } | undefined {
  const { range, value } = price?.moneyValueOrRange ?? {};
  const [min, max] = [range?.min ?? value, range?.max ?? value];
  const [low, high] = [amountOf(min?.amount), amountOf(max?.amount)];
  const code = min?.currencyCode;
  if (low === undefined || high === undefined || code === undefined || code !== max?.currencyCode)
    return undefined;
  return Number(low) > Number(high) ? undefined : { low, high, currency: code };
}

/** An image's address from its id: the usual pattern, stated in no entity. */
export function imageAt(image: z.infer<typeof imageIds>): string | undefined {
  if (image?.physicalId === undefined) return undefined;
  return cleanUrl(`https://m.media-amazon.com/images/I/${image.physicalId}.${image.extension ?? "jpg"}`);
}

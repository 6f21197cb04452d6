/** Star ratings in the words of a shop: "4.6 out of 5 stars, 15,569 ratings", "4,4 von 5 Sternen", "5つ星のうち4.5". */
import { countAtStart, NUMBER, plainDigits, readDigits } from "./number";

/** Languages that say the scale before the rating. */
const SCALE_FIRST = /^\D*5\s*(?:つ星(?:のうち|中)|yıldız üzerinden|में से|점 만점에|[점개] 중)/;

/** Stars out of five, and the number of ratings where the text says it; what it does not say is left out. */
export function readRating(text: string, locale: string): { rating?: number; reviewCount?: number } {
  const plain = plainDigits(text.slice(0, 200));
  const [first, second, third] = plain.matchAll(NUMBER);
  if (!first || !second) return {};
  // A fraction that follows a five is no scale, in whatever language it stands; a share of all ratings is neither.
  const isFraction = /^[0-4][.,٫]\d(?!\d|\s*%)/.test(plain.slice(second.index));
  const isScaleFirst = SCALE_FIRST.test(plain) || (first[0] === "5" && isFraction);
  const [value, scale] = isScaleFirst ? [second, first] : [first, second];
  const rating = Number(readDigits(value[0], locale, 2));
  if (scale[0] !== "5" || !(rating >= 0 && rating <= 5)) return {};
  const reviewCount = third ? countAtStart(plain.slice(third.index), locale)?.count : undefined;
  return reviewCount === undefined ? { rating } : { rating, reviewCount };
}

import { titleWords } from "./title-words";

/**
 * Key for exact merging of titles: the same for titles that differ in case, accents, punctuation, plural, written units,
 * prices, advertising words and bracketed noise. Sizes, colours and model numbers stay, so that variants stay apart.
 * Empty when the title holds nothing but noise.
 */
export function normaliseTitle(title: string): string {
  return titleWords(title).join(" ");
}

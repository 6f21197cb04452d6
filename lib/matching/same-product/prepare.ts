import { type Offer, offerWords } from "./offer";
import type { Rarity } from "./rarity";

/** A number of a title: its value and, where one is written, its unit ("in", "gb", "pack"). */
export type Quantity = { value: number; unit: string | null };

/** One word of an offer and what sharing it is worth. */
export type Word = { text: string; rarity: number; kind: "word" | "number" | "model" };

/** An offer taken apart once, so that comparing it with many others is cheap. */
export type Prepared = {
  /** All that was said, in one line. */
  key: string;
  words: Word[];
  quantities: Quantity[];
  /** Letters and digits of the title without spaces, for names that one side writes in one word. */
  compact: string;
  /** Three-letter pieces of the words, each as heavy as its words are rare; of length one as a vector. */
  pieces: Map<string, number>;
  /** Words of brand, manufacturer, model and description: they explain a word that the other title has. */
  background: Set<string>;
  brand: string[];
  price: { amount: number; currency: string | null } | null;
};

/** A number and its unit; one or two letters behind a short number are a unit whatever they mean (5d, 1080p, 10x). */
const QUANTITY =
  /^v?(\d+(?:\.\d+)?)(pack|mah|ghz|mhz|khz|rpm|fps|dpi|lm|bit|port|inch|pin|way|piece|user|disc|disk|month|year|yr|day|min|sec|ply|watt|volt|amp|pixel|megapixel|lumen|gen|th|nd|rd|st|ct|pk|qt|gal|cup|cu|\p{L}{1,2})?$/u;
/** Behind a hash a maker writes the country or the package: CD972AN#140. */
const MODEL_OPTION = /#.*$/s;
const LONGEST_DESCRIPTION = 4_000;
/** Digits in a row from which a number is an article number, not a size. */
const ARTICLE_NUMBER_DIGITS = 5;

/** Letters and digits alone, small. */
function compacted(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

function kindOf(word: string): Word["kind"] {
  if (/^\d{5,}/.test(word)) return "model";
  if (QUANTITY.test(word)) return "number";
  return word.length >= 3 && /\d/.test(word) ? "model" : "word";
}

function quantityOf(word: string): Quantity | null {
  const match = QUANTITY.exec(word);
  if (!match?.[1] || match[1].length >= ARTICLE_NUMBER_DIGITS) return null;
  return { value: Number(match[1]), unit: match[2] ?? null };
}

function piecesOf(words: Word[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { text, rarity } of words) {
    const padded = ` ${text} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) {
      const piece = padded.slice(at, at + 3);
      pieces.set(piece, (pieces.get(piece) ?? 0) + rarity);
    }
  }
  let square = 0;
  for (const weight of pieces.values()) square += weight * weight;
  const length = Math.sqrt(square) || 1;
  for (const [piece, weight] of pieces) pieces.set(piece, weight / length);
  return pieces;
}

/** The first price that a post names in its title. A dollar sign alone says no currency. */
function priceIn(title: string): Prepared["price"] {
  const match = /([$€£])\s?(\d{1,7}(?:,\d{3})*(?:\.\d{1,2})?)(?![\d%])/u.exec(title);
  const amount = Number(match?.[2]?.replaceAll(",", ""));
  if (!match || !(amount > 0)) return null;
  return { amount, currency: match[1] === "€" ? "EUR" : match[1] === "£" ? "GBP" : null };
}

/** Takes an offer apart. The model number counts as a word of the title. */
export function prepare(offer: Offer, rarity: Rarity): Prepared {
  const model = compacted(offer.model?.replace(MODEL_OPTION, "") ?? "");
  const texts = new Set(offerWords(offer.title));
  if (model.length >= 3 && /\d/.test(model) && !compacted(offer.title).includes(model)) texts.add(model);
  const words = [...texts].map((text) => ({ text, rarity: rarity(text), kind: kindOf(text) }));
  const brand = offerWords(offer.brand ?? offer.manufacturer ?? "");
  const said = [
    offer.brand,
    offer.manufacturer,
    offer.model,
    offer.description?.slice(0, LONGEST_DESCRIPTION),
  ];
  const background = new Set(said.flatMap((text) => (text ? offerWords(text) : [])));
  if (model) background.add(model);
  return {
    key: JSON.stringify([offer.title, offer.brand, offer.manufacturer, offer.model, offer.description]),
    words,
    quantities: words.flatMap(({ text }) => quantityOf(text) ?? []),
    compact: compacted(offer.title) + (model ? ` ${model}` : ""),
    pieces: piecesOf(words),
    background,
    brand,
    price: offer.price && offer.price.amount > 0 ? offer.price : priceIn(offer.title),
  };
}

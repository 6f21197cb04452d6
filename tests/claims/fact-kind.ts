/** The contract of a kind of fact: how evidence states it, how an honest analyst repeats it, how it can be falsified. */
import type { Random } from "./random";

/** A claim without its evidence, as an agent would write it. */
export type Said = { text: string; value?: number; unit?: string };

/** What is stated: one number, where needed a second one and a word (currency, unit, noun). */
export type Stated = { n: number; m?: number; word?: string };

export type FactKind = {
  name: string;
  draw: (random: Random) => Stated;
  evidence: ((stated: Stated) => string)[];
  /** Honest repetitions; each is true whatever was drawn. */
  honest: ((stated: Stated) => Said)[];
  /** Falsifications beside those of the digits, by name: a claim that is false whatever was drawn. */
  falsified: Record<string, (stated: Stated) => Said>;
};

const DECIMALS = new Map<string, Intl.NumberFormat>();

/** A number as a locale writes it, with so many decimals; without them, as many as it has (up to four). */
export function written(value: number, locale = "en-US", decimals?: number): string {
  const key = `${locale} ${decimals}`;
  const format =
    DECIMALS.get(key) ??
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 4,
      useGrouping: "always",
    });
  DECIMALS.set(key, format);
  return format.format(value);
}

/** 12,480 → "12.5k", 4,712,000 → "4.7 million"; one decimal. */
export function short(value: number, names: [thousand: string, million: string] = ["k", "M"]): string {
  return value < 1e6
    ? `${Number((value / 1e3).toFixed(1))}${names[0]}`
    : `${Number((value / 1e6).toFixed(1))}${names[1]}`;
}

/** The value rounded to so many significant digits. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

import { z } from "zod";
import { DAY_MS } from "@/lib/core/clock";
import { BadRequestError } from "@/lib/core/errors";

export const exchangeRate = z.object({
  /** Units of the currency for one US dollar. */
  perUsd: z.number().positive(),
  /** The day the rate is of, ISO. */
  day: z.iso.date(),
  source: z.string(),
  /** Held at this rate by its central bank: it does not age. */
  pegged: z.boolean(),
});
export type ExchangeRate = z.infer<typeof exchangeRate>;

/** By ISO 4217 code. The dollar needs no entry. */
export const exchangeRates = z.record(z.string(), exchangeRate);
export type ExchangeRates = Readonly<z.infer<typeof exchangeRates>>;

/** Rates older than this are said to be old wherever they are used. */
const OLD_AFTER_DAYS = 90;

const ECB_DAY = "2024-12-31";
/** Units for one euro: European Central Bank, euro foreign exchange reference rates of 31 December 2024. */
const USD_PER_EURO = 1.0389;
const PER_EURO = {
  EUR: 1,
  JPY: 163.06,
  CZK: 25.185,
  DKK: 7.4578,
  GBP: 0.82918,
  HUF: 411.35,
  PLN: 4.275,
  RON: 4.9743,
  SEK: 11.459,
  CHF: 0.9412,
  NOK: 11.795,
  TRY: 36.7372,
  AUD: 1.6772,
  BRL: 6.4253,
  CAD: 1.4948,
  CNY: 7.5833,
  HKD: 8.0686,
  IDR: 16820.88,
  ILS: 3.7885,
  INR: 88.9335,
  KRW: 1532.15,
  MXN: 21.5504,
  MYR: 4.6454,
  NZD: 1.8532,
  PHP: 60.301,
  SGD: 1.4164,
  THB: 35.676,
  ZAR: 19.6188,
};

/** Units for one dollar, as the currency's own central bank holds it, and the day it was fixed. */
const DOLLAR_PEGS: Record<string, readonly [perUsd: number, since: string, bank: string]> = {
  AED: [3.6725, "1997-11-01", "Central Bank of the UAE"],
  SAR: [3.75, "1986-06-01", "Saudi Central Bank"],
  QAR: [3.64, "2001-07-01", "Qatar Central Bank"],
  BHD: [0.376, "2001-01-01", "Central Bank of Bahrain"],
  OMR: [0.3845, "1986-01-01", "Central Bank of Oman"],
  JOD: [0.709, "1995-10-01", "Central Bank of Jordan"],
  AWG: [1.79, "1986-01-01", "Centrale Bank van Aruba"],
  XCG: [1.79, "2025-03-31", "Centrale Bank van Curaçao en Sint Maarten"],
  ANG: [1.79, "1971-12-01", "Centrale Bank van Curaçao en Sint Maarten"],
  BBD: [2, "1975-07-05", "Central Bank of Barbados"],
  BZD: [2, "1976-05-01", "Central Bank of Belize"],
  XCD: [2.7, "1976-07-07", "Eastern Caribbean Central Bank"],
  BSD: [1, "1973-02-01", "Central Bank of The Bahamas"],
  BMD: [1, "1972-07-01", "Bermuda Monetary Authority"],
  PAB: [1, "1904-06-20", "Panama: the dollar is legal tender"],
};

/** Units for one euro. */
const EURO_PEGS: Record<string, readonly [perEuro: number, since: string, bank: string]> = {
  XOF: [655.957, "1999-01-01", "BCEAO"],
  XAF: [655.957, "1999-01-01", "BEAC"],
  XPF: [119.331742, "1999-01-01", "IEOM"],
  CVE: [110.265, "1999-01-01", "Banco de Cabo Verde"],
  BAM: [1.95583, "2002-01-01", "Central Bank of Bosnia and Herzegovina"],
  BGN: [1.95583, "1999-01-01", "Bulgarian National Bank"],
};

const ecb = (perEuro: number, note = ""): ExchangeRate => ({
  perUsd: perEuro / USD_PER_EURO,
  day: ECB_DAY,
  source: `${note}European Central Bank reference rates of ${ECB_DAY}`,
  pegged: false,
});

/** What amounts are converted with until somebody enters newer rates. */
export const DEFAULT_EXCHANGE_RATES: ExchangeRates = Object.fromEntries([
  ...Object.entries(PER_EURO).map(([currency, perEuro]) => [currency, ecb(perEuro)] as const),
  ...Object.entries(EURO_PEGS).map(
    ([currency, [perEuro, since, bank]]) =>
      [currency, ecb(perEuro, `Fixed to the euro since ${since} (${bank}); `)] as const,
  ),
  ...Object.entries(DOLLAR_PEGS).map(
    ([currency, [perUsd, since, bank]]) =>
      [
        currency,
        { perUsd, day: since, source: `Held to the dollar since ${since} (${bank})`, pegged: true },
      ] as const,
  ),
]);

/**
 * Cents of `from` as cents of `to`, rounded to the nearest. The same currency comes back unchanged.
 * Throws BadRequestError naming the currency that has no rate.
 */
export function convert(cents: number, from: string, to: string, rates: ExchangeRates): number {
  if (from === to) return cents;
  return Math.round((cents * perUsd(to, rates)) / perUsd(from, rates));
}

/** True where amounts of the currency can be converted. */
export function hasRate(currency: string, rates: ExchangeRates): boolean {
  return currency === "USD" || (rateOf(currency, rates)?.perUsd ?? 0) > 0;
}

/** The currencies that amounts may be in, in the order of their codes. */
export function listCurrencies(rates: ExchangeRates): string[] {
  return [...new Set(["USD", ...Object.keys(rates)])].toSorted();
}

/** Throws BadRequestError with a sentence that says what to do where the currency has no rate. */
export function requireRate(currency: string, rates: ExchangeRates): void {
  if (!hasRate(currency, rates)) {
    throw new BadRequestError(`There is no exchange rate for ${currency}: enter one in the settings first.`);
  }
}

/** True for a rate that may have moved since: more than 90 days old, and of a currency that is not held to the dollar. */
export function isOld({ day, pegged }: ExchangeRate, now: Date): boolean {
  return !pegged && now.getTime() - Date.parse(day) > OLD_AFTER_DAYS * DAY_MS;
}

/** One sentence about the old rates among those of `currencies`; null where none is old. */
export function oldRatesWarning(
  currencies: readonly string[],
  rates: ExchangeRates,
  now: Date,
): string | null {
  const old = [...new Set(currencies)].toSorted().flatMap((currency) => {
    const rate = rateOf(currency, rates);
    return rate && isOld(rate, now) ? [`${currency} (${rate.day})`] : [];
  });
  if (old.length === 0) return null;
  const listed = old.length > 6 ? `${old.slice(0, 6).join(", ")} and ${old.length - 6} more` : old.join(", ");
  return `Exchange rates more than ${OLD_AFTER_DAYS} days old: ${listed}.`;
}

function rateOf(currency: string, rates: ExchangeRates): ExchangeRate | undefined {
  return Object.hasOwn(rates, currency) ? rates[currency] : undefined;
}

function perUsd(currency: string, rates: ExchangeRates): number {
  if (currency === "USD") return 1;
  requireRate(currency, rates);
  return rateOf(currency, rates)?.perUsd ?? Number.NaN;
}

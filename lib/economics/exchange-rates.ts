import { BadRequestError } from "@/lib/core/errors";

export type ExchangeRates = {
  /** The day the rates are of, ISO. */
  asOf: string;
  source: string;
  /** Units of a currency for one US dollar. */
  perUsd: Readonly<Record<string, number>>;
};

/** Units for one euro, European Central Bank, euro foreign exchange reference rates of 31 December 2024. */
const PER_EURO = {
  USD: 1.0389,
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
  EUR: 1,
};

/** Rates to start with, until the settings hold newer ones. The dirham and the riyal are pegged to the dollar. */
export const DEFAULT_EXCHANGE_RATES: ExchangeRates = {
  asOf: "2024-12-31",
  source: "European Central Bank reference rates of 2024-12-31; dollar pegs of AED (3.6725) and SAR (3.75)",
  perUsd: {
    ...Object.fromEntries(
      Object.entries(PER_EURO).map(([currency, rate]) => [currency, rate / PER_EURO.USD]),
    ),
    AED: 3.6725,
    SAR: 3.75,
  },
};

/**
 * Cents of `from` as cents of `to`, rounded to the nearest. The same currency comes back unchanged.
 * Throws BadRequestError naming the currency that has no rate.
 */
export function convert(cents: number, from: string, to: string, rates: ExchangeRates): number {
  if (from === to) return cents;
  return Math.round((cents * rate(to, rates)) / rate(from, rates));
}

/** True where amounts of the currency can be converted. */
export function hasRate(currency: string, rates: ExchangeRates): boolean {
  return currency === "USD" || (rates.perUsd[currency] ?? 0) > 0;
}

function rate(currency: string, rates: ExchangeRates): number {
  const perUsd =
    currency === "USD" ? 1 : Object.hasOwn(rates.perUsd, currency) ? rates.perUsd[currency] : undefined;
  if (perUsd === undefined || !(perUsd > 0)) {
    throw new BadRequestError(`There is no exchange rate for ${currency}: enter one in the settings.`);
  }
  return perUsd;
}

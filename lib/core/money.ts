/** Money as an exact decimal string beside an ISO 4217 currency; never a float in storage. */
import { z } from "zod";

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 currency code such as USD");

/** Digits with up to two decimals, as `numeric(12,2)` holds them: "19.99". */
export const moneyAmount = z.string().regex(/^-?\d{1,10}(\.\d{1,2})?$/, "an amount such as 19.99");

export const money = z.object({ amount: moneyAmount, currency: currencyCode });
export type Money = z.infer<typeof money>;

/** Whole cents of an amount string. Throws RangeError when the text is no amount. */
export function toCents(amount: string): number {
  const match = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) throw new RangeError(`Not an amount: ${amount}`);
  const cents = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" && cents !== 0 ? -cents : cents;
}

/** Amount string of whole cents: 1999 → "19.99". */
export function fromCents(cents: number): string {
  const rounded = Math.round(cents);
  const sign = rounded < 0 ? "-" : "";
  const digits = String(Math.abs(rounded)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For a person: "$19.99", "AED 897.65". */
export function formatMoney(value: Money, locale = "en-US"): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: value.currency }).format(
    toCents(value.amount) / 100,
  );
}

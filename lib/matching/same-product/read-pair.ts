import { z } from "zod";
import type { OfferPair } from "./match-pairs";
import type { Offer } from "./offer";

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((said) => said || null);

const offer = z.object({
  title: z.string("a text is needed"),
  brand: text,
  manufacturer: text,
  model: text,
  price: z.union([z.number(), z.string()], "a number or a text is needed").nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish()
    .catch(null),
  description: text,
});
const pair = z.object({ left: offer, right: offer });

/** Decimals behind a comma or a point; other commas, points and spaces group thousands. */
const AMOUNT = /\d[\d.,' \u00A0\u202F]*/u;

/**
 * Checks one pair. The price may be a number or a text such as "$1,299.00", "29,99 €" or ""; one that cannot be read is
 * unknown. Other keys are ignored. Throws ZodError where a side or its title is missing.
 */
export function readPair(line: unknown): OfferPair {
  const { left, right } = pair.parse(line);
  return { left: asOffer(left), right: asOffer(right) };
}

function asOffer({ price, currency, ...said }: z.infer<typeof offer>): Offer {
  const amount = typeof price === "string" ? amountIn(price) : (price ?? null);
  const named = currency ?? (typeof price === "string" ? currencyIn(price) : null);
  const known = amount !== null && Number.isFinite(amount) && amount > 0;
  return { ...said, price: known ? { amount, currency: named } : null };
}

function amountIn(price: string): number | null {
  const digits = AMOUNT.exec(price)?.[0]
    .replaceAll(/[' \u00A0\u202F]/gu, "")
    .replace(/[.,]+$/, "");
  if (!digits) return null;
  const decimals = /[.,](\d{1,2})$/.exec(digits) ?? /^\d+\.(\d+)$/.exec(digits);
  const whole = (decimals ? digits.slice(0, -decimals[0].length) : digits).replaceAll(/[.,]/g, "");
  // A single point is a decimal point whatever follows: "5099.0", "0.125".
  if (/^\d+\.\d+$/.test(digits)) return Number(digits);
  return Number(`${whole}.${decimals?.[1] ?? "0"}`);
}

function currencyIn(price: string): string | null {
  const code = /\b[A-Z]{3}\b/.exec(price)?.[0];
  if (code) return code;
  if (price.includes("€")) return "EUR";
  return price.includes("£") ? "GBP" : null;
}

import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../client";
import { exchangeRates } from "../schema";

/** Every rate is stored by the dollar: units of the currency for one. */
const BASE = "USD";

/** The newest entered rate of each currency. */
export async function newestRates(
  db: Database,
): Promise<{ currency: string; perUsd: number; day: string; source: string }[]> {
  return db
    .selectDistinctOn([exchangeRates.quote], {
      currency: exchangeRates.quote,
      perUsd: exchangeRates.rate,
      day: exchangeRates.day,
      source: exchangeRates.source,
    })
    .from(exchangeRates)
    .where(eq(exchangeRates.base, BASE))
    .orderBy(exchangeRates.quote, desc(exchangeRates.day));
}

/** Writes the rate of a day, in place of one of the same day. */
export async function putRate(
  tx: Database,
  { currency, perUsd, day, source }: { currency: string; perUsd: number; day: string; source: string },
): Promise<void> {
  await tx
    .insert(exchangeRates)
    .values({ base: BASE, quote: currency, day, rate: perUsd, source })
    .onConflictDoUpdate({
      target: [exchangeRates.base, exchangeRates.quote, exchangeRates.day],
      set: { rate: perUsd, source },
    });
}

/** Takes every entered rate of a currency away. */
export async function deleteRates(tx: Database, currency: string): Promise<void> {
  await tx.delete(exchangeRates).where(and(eq(exchangeRates.base, BASE), eq(exchangeRates.quote, currency)));
}

import { ConflictError } from "@/lib/core/errors";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { deleteRates } from "@/db/queries/exchange-rates";
import { DEFAULT_EXCHANGE_RATES, hasRate } from "./exchange-rates";
import { readRates } from "./read-rates";

/**
 * Takes what was entered for a currency away, with its audit row: ours holds again where there is one. Throws ConflictError for
 * the home currency where there is none.
 */
export async function removeRate({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { currency: string; homeCurrency: string };
}): Promise<void> {
  const { currency, homeCurrency } = input;
  if (currency === homeCurrency && !hasRate(currency, DEFAULT_EXCHANGE_RATES))
    throw new ConflictError(`${currency} is the home currency: choose another one first.`);
  await ctx.db.transaction(async (tx) => {
    const before = (await readRates({ ctx: { db: tx } }))[currency] ?? null;
    await deleteRates(tx, currency);
    const after = DEFAULT_EXCHANGE_RATES[currency] ?? null;
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "rate.remove",
        entityType: "exchange-rate",
        entityId: currency,
        details: {
          from: before && { perUsd: before.perUsd, day: before.day },
          to: after && { perUsd: after.perUsd, day: after.day },
        },
      },
    });
  });
}

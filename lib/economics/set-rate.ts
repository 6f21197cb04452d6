import { BadRequestError } from "@/lib/core/errors";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { putRate } from "@/db/queries/exchange-rates";
import { readRates } from "./read-rates";

/** Enters the exchange rate of a day, with its audit row. Throws BadRequestError for the dollar itself and for a day to come. */
export async function setRate({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { currency: string; perUsd: number; day: string; source: string };
}): Promise<void> {
  const { currency, perUsd, day, source } = input;
  if (currency === "USD") throw new BadRequestError("Rates are by the US dollar, which is always 1.");
  if (!Number.isFinite(perUsd) || perUsd <= 0) throw new BadRequestError("A rate must be above zero.");
  if (day > ctx.clock.now().toISOString().slice(0, 10))
    throw new BadRequestError("The day of a rate cannot lie in the future.");
  await ctx.db.transaction(async (tx) => {
    const before = (await readRates({ ctx: { db: tx } }))[currency] ?? null;
    await putRate(tx, { currency, perUsd, day, source });
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "rate.set",
        entityType: "exchange-rate",
        entityId: currency,
        details: { from: before && { perUsd: before.perUsd, day: before.day }, to: { perUsd, day, source } },
      },
    });
  });
}

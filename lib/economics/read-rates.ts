import type { Ctx } from "@/lib/ctx";
import { newestRates } from "@/db/queries/exchange-rates";
import { DEFAULT_EXCHANGE_RATES, type ExchangeRates } from "./exchange-rates";

/** The rates that hold now: ours, and before them the newest that the team has entered for a currency. */
export async function readRates({ ctx }: { ctx: Pick<Ctx, "db"> }): Promise<ExchangeRates> {
  const entered = (await newestRates(ctx.db)).map(
    ({ currency, ...rate }) => [currency, { ...rate, pegged: false }] as const,
  );
  return { ...DEFAULT_EXCHANGE_RATES, ...Object.fromEntries(entered) };
}

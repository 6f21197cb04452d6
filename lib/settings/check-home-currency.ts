import { allSettings } from "@/db/queries/settings";
import { MisconfiguredError } from "../core/errors";
import type { Ctx } from "../ctx";
import { hasRate } from "../economics/exchange-rates";
import { readRates } from "../economics/read-rates";
import { settingSchemas } from "./settings";

/** Throws MisconfiguredError where nothing can be converted to the home currency: no margin could be worked out. */
export async function checkHomeCurrency({ ctx }: { ctx: Pick<Ctx, "db" | "env"> }): Promise<void> {
  // What is stored and cannot be read is mended on the settings page, which a server must be up to show.
  const stored = settingSchemas.homeCurrency.safeParse((await allSettings(ctx.db)).get("homeCurrency"));
  const homeCurrency = stored.success ? stored.data : ctx.env.HOME_CURRENCY;
  if (hasRate(homeCurrency, await readRates({ ctx }))) return;
  throw new MisconfiguredError(
    `There is no exchange rate for the home currency ${homeCurrency}: set HOME_CURRENCY to one that has a rate, such as USD, start, and enter the rate in the settings.`,
  );
}

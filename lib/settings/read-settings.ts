import { allSettings } from "@/db/queries/settings";
import type { Ctx } from "../ctx";
import type { Env } from "../env";
import { MisconfiguredError } from "../core/errors";
import { defaultSettings, settingSchemas, type SettingKey, type Settings } from "./settings";

/**
 * Every setting, stored or default, on `ctx.db`. A stored value that no longer fits is an error and not the
 * default: a pause that cannot be read must not go on as if there were none.
 */
export async function readSettings({ ctx }: { ctx: Pick<Ctx, "db" | "env"> }): Promise<Settings> {
  const stored = await allSettings(ctx.db);
  const defaults = defaultSettings(ctx.env.HOME_CURRENCY, beginningBudgets(ctx.env));
  const read = <Key extends SettingKey>(key: Key): Settings[Key] => {
    if (!stored.has(key)) return defaults[key];
    const parsed = settingSchemas[key].safeParse(stored.get(key));
    if (!parsed.success)
      throw new MisconfiguredError(`The stored setting ${key} cannot be read. Save it again.`);
    // The schema of the key is the type of the key; the compiler does not follow the index.
    return parsed.data as Settings[Key];
  };
  return {
    paused: read("paused"),
    homeCurrency: read("homeCurrency"),
    homeMarket: read("homeMarket"),
    ownRates: read("ownRates"),
    retention: read("retention"),
    budgets: read("budgets"),
  };
}

/** The budgets that the settings of the server begin with. */
export const beginningBudgets = (env: Env) => ({
  dailyUsd: env.DAILY_BUDGET_USD,
  productUsd: env.PRODUCT_BUDGET_USD,
});

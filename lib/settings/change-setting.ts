import { allSettings, lockSettings, putSetting } from "@/db/queries/settings";
import { writeAudit } from "../audit/write-audit";
import { requireRate } from "../economics/exchange-rates";
import { readRates } from "../economics/read-rates";
import { within, type Ctx } from "../ctx";
import { beginningBudgets } from "./read-settings";
import { defaultSettings, settingSchemas, type SettingChange } from "./settings";

/**
 * Stores one setting with its audit row. False: it had that value already, and nothing was written. Throws BadRequestError for
 * a home currency without an exchange rate.
 */
export async function changeSetting({ ctx, input }: { ctx: Ctx; input: SettingChange }): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockSettings(tx);
    const { key, value } = input;
    // Amounts in a currency that nothing can be converted to would stop every margin.
    if (key === "homeCurrency") requireRate(value, await readRates({ ctx: inside }));
    const stored = (await allSettings(tx)).get(key);
    const readable = settingSchemas[key].safeParse(stored);
    // What cannot be read is what a change is there to mend.
    const from =
      stored === undefined
        ? defaultSettings(ctx.env.HOME_CURRENCY, beginningBudgets(ctx.env))[key]
        : readable.success
          ? readable.data
          : stored;
    if (JSON.stringify(from) === JSON.stringify(value)) return false;
    await putSetting(tx, { key, value, updatedBy: ctx.actor.id, updatedAt: ctx.clock.now() });
    await writeAudit({
      ctx: inside,
      input: { action: "setting.change", entityType: "setting", entityId: key, details: { from, to: value } },
    });
    return true;
  });
}

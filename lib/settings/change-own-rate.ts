import { lockSettings, putSetting } from "@/db/queries/settings";
import { writeAudit } from "../audit/write-audit";
import { BadRequestError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { checkOwnRate, type OwnRates } from "../economics/own-rates";
import { readSettings } from "./read-settings";

/**
 * Puts a rate of the team's own in the place of ours, or takes it away (null), with an audit row of that rate alone. Throws
 * BadRequestError for an id that no rate has, amounts out of order, and a day to come.
 */
export async function changeOwnRate({
  ctx,
  input: { id, rate },
}: {
  ctx: Ctx;
  input: { id: string; rate: OwnRates[string] | null };
}): Promise<void> {
  if (rate) checkOwnRate(id, rate);
  if (rate && rate.day > ctx.clock.now().toISOString().slice(0, 10))
    throw new BadRequestError("The day of a rate cannot lie in the future.");
  await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockSettings(tx);
    const { ownRates } = await readSettings({ ctx: inside });
    const from = Object.hasOwn(ownRates, id) ? ownRates[id] : undefined;
    if (!from && !rate) return;
    const others = Object.entries(ownRates).filter(([each]) => each !== id);
    const value = Object.fromEntries(rate ? [...others, [id, rate]] : others);
    await putSetting(tx, { key: "ownRates", value, updatedBy: ctx.actor.id, updatedAt: ctx.clock.now() });
    await writeAudit({
      ctx: inside,
      input: {
        action: "setting.change",
        entityType: "setting",
        entityId: "ownRates",
        details: { rate: id, from: from ?? null, to: rate },
      },
    });
  });
}

import { MODEL_ROLES } from "@/agents/agent";
import { messageOf } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { modelsFor, type ModelChoice } from "./model-for";
import { readLeftToday } from "./read-left-today";
import { logger } from "@/lib/platform/logger";
import { readModelUse, type ModelUse } from "@/db/queries/pages/health";

export type ModelQuota = {
  provider: string;
  model: string;
  /** What was asked of it since the day began; null where nothing was. */
  use: ModelUse | null;
  /** What the provider's limits of the day leave for new work; null where they are not known. */
  left: Left | null;
};
/** Null where the provider has no such limit. */
type Left = { requests: number | null; tokens: number | null };

/**
 * Every model that the settings name or that was asked since midnight UTC: what it was asked, and what is left of its day.
 * What is left is the pacing's own count, corrected by what the provider's answers say; calls that wait for their turn are
 * taken off. The embedded rules have no quota and are no part of it.
 */
export async function readQuota({ ctx }: { ctx: Pick<Ctx, "db" | "clock" | "env"> }): Promise<ModelQuota[]> {
  const dayStart = new Date(ctx.clock.now());
  dayStart.setUTCHours(0, 0, 0, 0);
  const configured = MODEL_ROLES.flatMap((role) => modelsFor(role, { env: ctx.env })).filter(
    ({ kind }) => kind === "paid",
  );
  const choices = new Map(configured.map((choice) => [keyOf(choice.provider, choice.id), choice]));
  const used = await readModelUse(ctx.db, dayStart);
  const named = await Promise.all(
    [...choices.values()].map(async (choice) => ({
      provider: choice.provider,
      model: choice.id,
      use: used.find((row) => row.provider === choice.provider && row.model === choice.id) ?? null,
      left: await leftOf(ctx, choice),
    })),
  );
  const others = used.filter((row) => !choices.has(keyOf(row.provider, row.model)));
  return [...named, ...others.map((use) => ({ provider: use.provider, model: use.model, use, left: null }))];
}

const keyOf = (provider: string, model: string) => `${provider} ${model}`;

/** Without an answer of Redis nothing is known, and the page still opens. */
async function leftOf(ctx: Pick<Ctx, "clock">, choice: ModelChoice): Promise<Left | null> {
  try {
    return await readLeftToday({ ctx, input: choice });
  } catch (thrown) {
    logger.warn(
      { model: choice.id, error: messageOf(thrown, 200) },
      "What is left of a quota could not be read",
    );
    return null;
  }
}

/** Models that a provider has withdrawn: noticed at a call or in the provider's list, passed over for some hours, shown to people. */
import { MODEL_ROLES, type ModelRole } from "@/agents/agent";
import { messageOf } from "@/lib/core/errors";
import type { Env } from "@/lib/env";
import { logger } from "@/lib/platform/logger";
import { redis } from "@/lib/platform/redis/redis";
import type { ModelChoice } from "./model-for";
import { planModels, type PlannedModel } from "./plan-models";

/** After this a withdrawn model is asked once more: it may be back, and the health task looks every hour anyway. */
const REMEMBERED_SECONDS = 6 * 60 * 60;

const keyOf = ({ provider, id }: PlannedModel): string => `models:retired:${provider}:${id}`;

/** Remembers that a model is gone, and says so once in the log. */
export async function noteRetired(model: PlannedModel, now: Date): Promise<void> {
  const first = await redis().set(keyOf(model), now.toISOString(), { nx: true, ex: REMEMBERED_SECONDS });
  if (first !== null) {
    logger.warn(
      { provider: model.provider, model: model.id },
      "A model is no longer offered by its provider",
    );
  }
}

/** Forgets it: the provider lists the model again. */
export async function forgetRetired(model: PlannedModel): Promise<void> {
  await redis().del(keyOf(model));
}

/** When each of these models was found gone; null where it is not. Without an answer of Redis none is known to be. */
async function retiredSince(models: readonly PlannedModel[]): Promise<(string | null)[]> {
  if (models.length === 0) return [];
  try {
    return await redis().mget<(string | null)[]>(...models.map(keyOf));
  } catch (thrown) {
    logger.warn({ error: messageOf(thrown) }, "Which models are gone could not be read");
    return models.map(() => null);
  }
}

/** The models that are not known to be gone, in their order; all of them where all are, so that the error names one. */
export async function withoutRetired(models: readonly ModelChoice[]): Promise<ModelChoice[]> {
  if (models.every(({ kind }) => kind === "rules")) return [...models];
  const since = await retiredSince(models);
  const standing = models.filter((_, index) => since[index] === null);
  return standing.length > 0 ? standing : [...models];
}

export type RetiredModel = PlannedModel & {
  since: Date;
  /** The roles it was to serve, each with the model that answers in its place; null where none is left. */
  roles: { role: ModelRole; replacement: string | null }[];
};

/** The configured models that are gone, for the pages and the health check. */
export async function readRetired(env: Env): Promise<RetiredModel[]> {
  const wanted = MODEL_ROLES.map((role) => ({
    role,
    models: planModels(role, env).filter(({ provider }) => provider !== "embedded"),
  }));
  const all = [...new Map(wanted.flatMap(({ models }) => models).map((one) => [keyOf(one), one])).values()];
  const since = await retiredSince(all);
  const gone = new Map(
    all.flatMap((one, index) => (since[index] ? [[keyOf(one), since[index]] as const] : [])),
  );
  return all.flatMap(({ provider, id }) => {
    const at = gone.get(keyOf({ provider, id }));
    if (at === undefined) return [];
    const roles = wanted
      .filter(({ models }) => models.some((one) => one.provider === provider && one.id === id))
      .map(({ role, models }) => ({
        role,
        replacement: models.find((one) => !gone.has(keyOf(one)))?.id ?? null,
      }));
    return [{ provider, id, since: new Date(at), roles }];
  });
}

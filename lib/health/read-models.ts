import { MODEL_ROLES, type ModelRole } from "@/agents/agent";
import type { Ctx } from "@/lib/ctx";
import { modelsFor } from "@/lib/models/model-for";
import { readRetired } from "@/lib/models/retired-models";

type PlannedModel = {
  provider: string;
  id: string;
  /** True for the embedded rules: no model of a provider. */
  rules: boolean;
  /** When its provider was seen to have withdrawn it; null where it has not. */
  retiredSince: Date | null;
};

export type ModelPlan = {
  role: ModelRole;
  /** In the order in which they are asked. */
  models: PlannedModel[];
  /** The first that is not withdrawn; null where none is left. */
  answers: PlannedModel | null;
};

/** The models of each role as the settings of the server name them, with what is known of their retirement. */
export async function readModels({ ctx }: { ctx: Pick<Ctx, "env"> }): Promise<ModelPlan[]> {
  const retired = await readRetired(ctx.env);
  return MODEL_ROLES.map((role) => {
    const models = modelsFor(role, { env: ctx.env }).map(({ provider, id, kind }) => ({
      provider,
      id,
      rules: kind === "rules",
      retiredSince: retired.find((one) => one.provider === provider && one.id === id)?.since ?? null,
    }));
    return { role, models, answers: models.find(({ retiredSince }) => retiredSince === null) ?? null };
  });
}

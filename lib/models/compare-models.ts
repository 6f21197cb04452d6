import { z } from "zod";
import { MODEL_ROLES } from "@/agents/agent";
import { PermanentError, TransientError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { redis } from "@/lib/platform/redis/redis";
import { planModels } from "./plan-models";
import { boundedFetch } from "./providers/bounded-fetch";
import { forgetRetired, noteRetired } from "./retired-models";

const PATIENCE_MS = 5_000;
/** Models come and go by the week; a look an hour is early enough. */
const EVERY_SECONDS = 60 * 60;
const LOOKED = "models:compared";

const listing = z.object({ data: z.array(z.object({ id: z.string(), active: z.boolean().optional() })) });

/**
 * Compares the configured models of Groq with those its API lists, once an hour. What is missing is passed over from then
 * on and shown; what is back is asked again. Null without a key, or between two looks.
 * @throws where the list cannot be had: that says nothing about any model
 */
export async function compareModels({
  ctx,
}: {
  ctx: Pick<Ctx, "env" | "clock">;
}): Promise<{ missing: string[] } | null> {
  const { env } = ctx;
  if (env.GROQ_API_KEY === undefined) return null;
  const configured = new Map(
    MODEL_ROLES.flatMap((role) => planModels(role, env))
      .filter(({ provider }) => provider === "groq")
      .map((model) => [model.id, model] as const),
  );
  if (configured.size === 0) return null;
  const due = await redis().set(LOOKED, ctx.clock.now().toISOString(), { nx: true, ex: EVERY_SECONDS });
  if (due === null) return null;
  const listed = await listModels(env.GROQ_BASE_URL, env.GROQ_API_KEY);
  const missing: string[] = [];
  for (const model of configured.values()) {
    if (listed.has(model.id)) await forgetRetired(model);
    else {
      missing.push(model.id);
      await noteRetired(model, ctx.clock.now());
    }
  }
  return { missing };
}

async function listModels(baseUrl: string, key: string): Promise<Set<string>> {
  const response = await boundedFetch(`${baseUrl.replace(/\/+$/, "")}/models`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status === 401 || response.status === 403) {
    throw new PermanentError(`Groq refuses the key (${response.status}): check GROQ_API_KEY.`);
  }
  if (!response.ok) throw new TransientError(`Groq's list of models answered ${response.status}.`);
  const read = listing.safeParse(await response.json());
  // An empty or foreign list would retire everything at once.
  if (!read.data || read.data.data.length === 0) {
    throw new TransientError("Groq's list of models cannot be read.");
  }
  return new Set(read.data.data.filter(({ active }) => active !== false).map(({ id }) => id));
}

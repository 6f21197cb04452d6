import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { modelCalls } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { fixedClock } from "@/lib/core/clock";
import { modelsFor } from "./model-for";
import { askForTurn, endOfTurn } from "./pacing/pace";
import { keyedEnv } from "./providers/testing";
import { noteRetired } from "./retired-models";
import { redis } from "@/lib/platform/redis/redis";
import { readModels } from "@/lib/health/read-models";
import { readQuota } from "./read-quota";

let open: OpenDatabase;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
afterAll(() => open.close());

const SMALL = "openai/gpt-oss-20b";
const clock = fixedClock("2026-03-10T12:00:00Z");
const keyed = () => ({ db: open.db, clock, env: keyedEnv({ GROQ_API_KEY: "gsk_test" }) });
const ruled = () => ({ db: open.db, clock, env: keyedEnv({}) });

beforeEach(async () => {
  await emptyTables(open.db);
  await redis().del(`pace:groq:${SMALL}`, `models:retired:groq:${SMALL}`);
});

test("every configured model has what is left of its day, used or not; one that is not configured has none known", async () => {
  const call = { purpose: "report", status: "SETTLED", reservedUsd: "0.01", createdAt: clock.now() } as const;
  await open.db.insert(modelCalls).values([
    { ...call, provider: "groq", model: SMALL, inputTokens: 900, outputTokens: 100 },
    { ...call, provider: "groq", model: "gone/model" },
    { ...call, provider: "embedded", model: "rules" },
  ]);
  const quota = await readQuota({ ctx: keyed() });
  const small = quota.find((row) => row.model === SMALL);
  expect(small?.use).toMatchObject({ calls: 1, tokens: 1_000 });
  const [choice] = modelsFor("fast", { env: keyed().env });
  expect(small?.left).toEqual({
    requests: choice?.limits?.requestsPerDay,
    tokens: choice?.limits?.tokensPerDay,
  });
  expect(quota.find((row) => row.model === "openai/gpt-oss-120b")).toMatchObject({ use: null });
  expect(quota.find((row) => row.model === "gone/model")).toMatchObject({ use: { calls: 1 }, left: null });
  expect(quota.some((row) => row.provider === "embedded")).toBe(false);
});

test("what is left falls with a call, to what the provider itself says is left", async () => {
  const [choice] = modelsFor("fast", { env: keyed().env });
  if (!choice) throw new Error("no model");
  const asked = { id: "turn", kind: "report", promptTokens: 1_000, maxOutputTokens: 500 };
  await askForTurn({ ctx: keyed(), input: { choice, ...asked } });
  await endOfTurn({
    ctx: keyed(),
    input: {
      choice,
      asked,
      took: { inputTokens: 1_000, outputTokens: 200, cachedTokens: 0 },
      outcome: "answered",
      rateLimit: {
        requests: { limit: 1_000, remaining: 400, resetMs: null },
        tokens: { limit: null, remaining: null, resetMs: null },
        retryAfterMs: null,
      },
    },
  });
  const left = (await readQuota({ ctx: keyed() })).find((row) => row.model === SMALL)?.left;
  expect(left?.requests).toBe(400);
  expect(left?.tokens).toBe((choice.limits?.tokensPerDay ?? 0) - 1_200);
});

test("without a key nothing has a quota, and rules answer every role", async () => {
  expect(await readQuota({ ctx: ruled() })).toEqual([]);
  const plans = await readModels({ ctx: ruled() });
  expect(plans.map((plan) => plan.answers)).toEqual(
    plans.map(() => ({ provider: "embedded", id: "rules", rules: true, retiredSince: null })),
  );
});

test("the model that answers a role is the first that is not withdrawn", async () => {
  await noteRetired({ provider: "groq", id: SMALL }, clock.now());
  const fast = (await readModels({ ctx: keyed() })).find((plan) => plan.role === "fast");
  expect(fast?.models[0]).toMatchObject({ id: SMALL, retiredSince: clock.now() });
  expect(fast?.answers?.id).toBe("openai/gpt-oss-120b");
});

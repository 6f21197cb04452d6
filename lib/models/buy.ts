import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { estimateTokens } from "@/agents/estimate-tokens";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/core/clock";
import { messageOf } from "@/lib/core/errors";
import { fromCents, toCents } from "@/lib/core/money";
import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { readSettings } from "@/lib/settings/read-settings";
import {
  countFailedCalls,
  findAnswered,
  reserveCall,
  settleCall,
  type Settlement,
} from "@/db/queries/model-calls";
import type { AnswerWith } from "./ask-for";
import { ModelCallError, type Tokens } from "./model-call-error";
import type { ModelChoice } from "./model-for";
import { askForTurn, endOfTurn } from "./pacing/pace";
import type { Asked, Ended } from "./pacing/pace-state";
import { actualMicros, MICROS_A_DOLLAR, mostMicros } from "./ledger/cost";
import { comeForward } from "./ledger/come-forward";
import { MustWait } from "./must-wait";

/** Of a request or an answer so many characters are kept, for a person to look at. */
const KEPT_CHARACTERS = 200_000;
/** Refusals of one question in an hour that are waited out; more of them are a fault. */
const REFUSALS_WAITED_OUT = 10;
const REFUSED_WAIT_MS = 10 * SECOND_MS;

type Told = Omit<AnswerWith<unknown>, "value">;

type Question = {
  model: ModelChoice;
  /** Who waits for a turn, the same each time it comes: `run-agent:7:trend`. */
  turn: string;
  /** Kind of the call, whose sizes are learnt together; stands in the ledger as its purpose. */
  kind: string;
  version: string;
  runId: number | null;
  productId: number | null;
  agent: string | null;
  /** All that is sent, the schema beside the messages. */
  texts: readonly string[];
  maxOutputTokens: number;
  /** What makes the same texts another question, such as the round they are asked in. */
  scope: string;
  /** End of the call before it in the same run, milliseconds since 1970; null where there is none. */
  restFrom: number | null;
};

export type Purchase<Answer extends Told> = Question & {
  call: () => Promise<Answer>;
  /** What is kept of an answer, and an answer out of what was kept; null where it does not fit any more. */
  keep: (answer: Answer) => unknown;
  restore: (kept: unknown) => Answer | null;
};

export type Bought<Answer> = Answer & { reusedFrom: number | null };

/**
 * A paid call: an answer to the same question that is young enough is taken again; else a turn at the model is waited for, the
 * most it can cost is reserved, the call is made and settled with what it cost.
 * @throws MustWait where the limits, the budget or a pause do not let it be made now; nothing was called
 * @throws what the call throws, after it was settled
 */
export async function buy<Answer extends Told>({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: Purchase<Answer>;
}): Promise<Bought<Answer>> {
  const { model } = input;
  const promptHash = hashOf(input);
  const known = await answered(ctx, input, promptHash);
  if (known) return known;

  const asked: Asked = {
    id: input.turn,
    kind: input.kind,
    promptTokens: input.texts.reduce((sum, text) => sum + estimateTokens(text), 0),
    maxOutputTokens: input.maxOutputTokens,
  };
  const turn = await askForTurn({ ctx, input: { choice: model, ...asked } });
  if (!turn.go) throw new MustWait(new Date(turn.at), `Waits for its turn at ${model.id}.`);
  const end = async (ended: Omit<Ended, "asked">) => {
    const called = await endOfTurn({ ctx, input: { choice: model, asked, ...ended } });
    if (called !== null) await comeForward({ ctx, input: called });
  };
  const unmade = { took: null, outcome: "unmade", rateLimit: null } as const;

  await rest(ctx, input.restFrom, turn.afterMs);
  const callId = await reserve(ctx, input, promptHash).catch(async (thrown: unknown) => {
    await end(unmade);
    throw thrown;
  });
  await failpoint("ledger:reserved");
  const answer = await input.call().catch(async (thrown: unknown) => {
    await failpoint("ledger:failed");
    await afterFailure(ctx, { model, callId, promptHash, end }, thrown);
    throw thrown;
  });
  await failpoint("ledger:answered");
  const response = bounded(input.keep(answer));
  await Promise.all([
    end({ took: tookOf(answer.usage), outcome: "answered", rateLimit: answer.rateLimit }),
    settle(ctx, callId, model, { status: "SETTLED", ...answer, response, error: null }),
  ]);
  await failpoint("ledger:settled");
  return { ...answer, reusedFrom: null };
}

function hashOf({ model, version, scope, texts, maxOutputTokens }: Question): string {
  const question = [model.provider, model.id, version, scope, maxOutputTokens, ...texts];
  return createHash("sha256").update(JSON.stringify(question)).digest("hex");
}

async function answered<Answer extends Told>(
  ctx: Ctx,
  input: Purchase<Answer>,
  promptHash: string,
): Promise<Bought<Answer> | null> {
  const { budgets } = await readSettings({ ctx });
  const hours = budgets.reuseHours;
  if (hours === 0) return null;
  const since = new Date(ctx.clock.now().getTime() - hours * HOUR_MS);
  const found = await findAnswered(ctx.db, { promptHash, since });
  const answer = found && input.restore(found.response);
  return answer ? { ...answer, reusedFrom: found.id } : null;
}

/**
 * Reserves the most that the call can cost. Over a budget the step waits for the next day; where all work was paused while it
 * waited for its turn, it comes again at once, and then waits for the end of the pause as every step does.
 */
async function reserve(ctx: Ctx, input: Question, promptHash: string): Promise<number> {
  const { model, texts, maxOutputTokens } = input;
  const now = ctx.clock.now();
  const { paused, budgets } = await readSettings({ ctx });
  if (paused) throw new MustWait(now, "All work is paused.");
  const dayStart = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const reserved = await reserveCall(ctx.db, {
    runId: input.runId,
    productId: input.productId,
    agent: input.agent,
    version: input.version,
    purpose: input.kind,
    provider: model.provider,
    model: model.id,
    reservedMicros: mostMicros(model.price, { bytes, maxOutputTokens }),
    promptHash,
    request: bounded(texts),
    now,
    dayStart,
    dailyMicros: microsOfBudget(budgets.dailyUsd),
    productMicros: microsOfBudget(budgets.productUsd),
  });
  if (reserved.id !== null) return reserved.id;
  const dollars = (amount: string) => `$${fromCents(toCents(amount))}`;
  const why =
    reserved.over === "day"
      ? `The budget of the day for model calls, ${dollars(budgets.dailyUsd)}, has no room for this call. It goes on tomorrow (UTC), or once the budget is raised.`
      : `The budget of this product for a day, ${dollars(budgets.productUsd)}, has no room for this call. It goes on tomorrow (UTC), or once the budget is raised.`;
  throw new MustWait(new Date(dayStart.getTime() + DAY_MS), why, budgets);
}

const microsOfBudget = (usd: string): number => toCents(usd) * (MICROS_A_DOLLAR / 100);

/** Rests until the turn has come and the pause since the call before is over. */
async function rest(ctx: Ctx, restFrom: number | null, afterMs: number): Promise<void> {
  const since = restFrom === null ? Infinity : Math.max(0, ctx.clock.now().getTime() - restFrom);
  const ms = Math.max(afterMs, ctx.env.MODEL_PAUSE_MS - since);
  if (ms > 0) await sleep(ms);
}

type Spent = { usage: Tokens | null; costUsd: number | null; latencyMs?: number };

async function settle(
  ctx: Ctx,
  id: number,
  model: ModelChoice,
  end: Pick<Settlement, "status" | "response" | "error"> & Spent,
): Promise<void> {
  await settleCall(ctx.db, {
    id,
    status: end.status,
    micros: actualMicros(model.price, end),
    inputTokens: end.usage?.inputTokens ?? null,
    cachedTokens: end.usage?.cachedTokens ?? null,
    outputTokens: end.usage?.outputTokens ?? null,
    latencyMs: end.latencyMs ?? null,
    response: end.response,
    error: end.error,
    now: ctx.clock.now(),
  });
}

/** Settles a call that brought no answer. A refusal is waited out, and is then no failure. */
async function afterFailure(
  ctx: Ctx,
  call: {
    model: ModelChoice;
    callId: number;
    promptHash: string;
    end: (ended: Omit<Ended, "asked">) => Promise<void>;
  },
  thrown: unknown,
): Promise<void> {
  const known = thrown instanceof ModelCallError ? thrown : null;
  const refused = known?.status === 429;
  const { usage = null, costUsd = null, rateLimit = null } = known ?? {};
  const took = tookOf(usage);
  const outcome = refused ? "refused" : known?.modelGone ? "unmade" : "failed";
  const error = messageOf(thrown);
  await Promise.all([
    call.end({ took, outcome, rateLimit }),
    settle(ctx, call.callId, call.model, {
      status: "FAILED",
      // A repair may be refused after a first answer that was paid for: then the error says what that one used.
      usage: usage ?? (refused ? { inputTokens: 0, outputTokens: 0, cachedTokens: 0 } : null),
      costUsd: refused && usage === null ? (costUsd ?? 0) : costUsd,
      response: null,
      error,
    }),
  ]);
  if (!refused) return;
  const now = ctx.clock.now().getTime();
  const since = new Date(now - HOUR_MS);
  if ((await countFailedCalls(ctx.db, { promptHash: call.promptHash, since })) > REFUSALS_WAITED_OUT) return;
  const until = now + (rateLimit?.retryAfterMs ?? REFUSED_WAIT_MS);
  throw new MustWait(new Date(until), `${call.model.id} has refused for its limits: ${error}`);
}

function tookOf(usage: Tokens | null): Ended["took"] {
  if (usage === null || usage.inputTokens === null || usage.outputTokens === null) return null;
  const { inputTokens, outputTokens, cachedTokens } = usage;
  return { inputTokens, outputTokens, cachedTokens: cachedTokens ?? 0 };
}

/** A body as it is kept; of one that is too long only its beginning, which no answer is made of again. */
function bounded(body: unknown): unknown {
  const text = JSON.stringify(body) ?? "null";
  return text.length <= KEPT_CHARACTERS
    ? body
    : { cutAfter: KEPT_CHARACTERS, begins: text.slice(0, KEPT_CHARACTERS) };
}

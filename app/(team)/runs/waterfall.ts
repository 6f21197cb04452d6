import type { ReusedAnswer, RunCall, RunWait } from "@/db/queries/pages/calls";
import type { RunStep } from "@/db/queries/pages/runs";
import { timeScale, type Span } from "./time-scale";

/** `wait`: nothing is done for the step. `call`: a model is asked. `failed`: it was asked in vain. `check`: what came is checked and stored. */
export type PartKind = "wait" | "call" | "failed" | "check";
export type Part = Span & { kind: PartKind };

export type WaterfallRow = {
  step: RunStep;
  parts: Part[];
  /** Milliseconds of all parts of a kind; null where the step has none. */
  took: Record<"wait" | "call" | "check", number | null>;
  /** Calls of a provider in order; empty where rules have answered. */
  calls: RunCall[];
  waits: RunWait[];
  /** The earlier call whose answer was taken again; null where the step asked itself, or that call is forgotten. */
  reused: ReusedAnswer | null;
  /** US dollars; null where no provider was asked. */
  usd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Fraction 0–1 of the input that the provider had cached; null where it did not say. */
  cachedShare: number | null;
};

export type Waterfall = {
  rows: WaterfallRow[];
  /** Places on a width of 100. */
  at: (time: number) => number;
  /** True where a long wait is drawn shorter than it was. */
  shortened: boolean;
};

type Run = { createdAt: Date; steps: readonly RunStep[] };
/** What is known of a run's calls beside its steps. */
type Known = { calls: readonly RunCall[]; waits: readonly RunWait[]; reused: readonly ReusedAnswer[] };

/**
 * The steps of a run in time: for each what it waited, asked and checked, from when it was its turn until it ended.
 * Times come from the step's own row and, where a provider was asked, from the spend ledger. Pure.
 */
export function waterfall(run: Run, known: Known, now: Date): Waterfall {
  let turn = run.createdAt.getTime();
  const rows = run.steps.map((step) => {
    const own = {
      calls: known.calls
        .filter((call) => call.agent === step.agent)
        .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
      waits: known.waits.filter((wait) => wait.agent === step.agent),
      reused: known.reused.find((answer) => answer.agent === step.agent) ?? null,
    };
    const parts = partsOf(step, own.calls, turn, now.getTime());
    turn = step.finishedAt?.getTime() ?? turn;
    return rowOf(step, parts, own);
  });
  const parts = rows.flatMap((row) => row.parts);
  const times = [run.createdAt.getTime(), ...parts.flatMap((part) => [part.from, part.to])];
  const whole = { from: Math.min(...times), to: Math.max(...times) };
  return {
    rows,
    ...timeScale(
      whole,
      parts.filter((part) => part.kind !== "wait"),
    ),
  };
}

function rowOf(
  step: RunStep,
  parts: Part[],
  own: Pick<WaterfallRow, "calls" | "waits" | "reused">,
): WaterfallRow {
  const length = (kinds: PartKind[]) => {
    const spans = parts.filter((part) => kinds.includes(part.kind));
    return spans.length === 0 ? null : spans.reduce((sum, span) => sum + span.to - span.from, 0);
  };
  const asked = own.calls.length > 0;
  const total = (of: (call: RunCall) => number | null) => sumOf(own.calls.map(of));
  return {
    step,
    parts,
    took: { wait: length(["wait"]), call: length(["call", "failed"]), check: length(["check"]) },
    ...own,
    usd: asked ? own.calls.reduce((sum, call) => sum + call.usd, 0) : null,
    inputTokens: asked ? total((call) => call.inputTokens) : step.inputTokens,
    outputTokens: asked ? total((call) => call.outputTokens) : step.outputTokens,
    cachedShare: cachedShareOf(own.calls),
  };
}

/** Fraction 0–1 of the input of these calls that was cached, over those that told both; null where none did. */
export function cachedShareOf(calls: readonly RunCall[]): number | null {
  const told = calls.filter((call) => call.inputTokens !== null && call.cachedTokens !== null);
  const input = sumOf(told.map((call) => call.inputTokens));
  return input === null || input === 0 ? null : (sumOf(told.map((call) => call.cachedTokens)) ?? 0) / input;
}

/** A sum over what is known; null where nothing is. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** The parts of one step, in order and without a gap. `turn` is when the step before it ended. */
function partsOf(step: RunStep, calls: readonly RunCall[], turn: number, now: number): Part[] {
  if (step.queuedAt === null && step.startedAt === null) return [];
  const end = step.finishedAt?.getTime() ?? (step.status === "FAILED" ? null : now);
  const asked = askedSpans(step, calls, end ?? now);
  const parts: Part[] = [];
  let until = Math.min(turn, step.startedAt?.getTime() ?? turn, asked[0]?.from ?? turn);
  for (const span of asked) {
    const from = Math.max(until, span.from);
    if (from > until) parts.push({ kind: "wait", from: until, to: from });
    const to = Math.max(from, span.to);
    parts.push({ kind: span.kind, from, to });
    until = to;
  }
  if (end !== null && end > until) {
    const answered = step.status === "DONE" || (step.status === "RUNNING" && parts.at(-1)?.kind === "call");
    parts.push({ kind: answered ? "check" : "wait", from: until, to: end });
  }
  return parts;
}

/** When a model was asked: by the ledger, or for rules by the step's own times. A call that is still out lasts until `end`. */
function askedSpans(step: RunStep, calls: readonly RunCall[], end: number): Part[] {
  if (calls.length > 0) {
    return calls.map((call) => {
      const from = call.createdAt.getTime();
      const settled = call.settledAt?.getTime();
      const to = call.latencyMs === null ? (settled ?? end) : from + call.latencyMs;
      return { kind: call.status === "FAILED" ? "failed" : "call", from, to };
    });
  }
  if (step.startedAt === null) return [];
  const from = step.startedAt.getTime();
  if (step.status === "RUNNING") return [{ kind: "call", from, to: end }];
  if (step.status !== "DONE") return [];
  return [{ kind: "call", from, to: Math.min(from + (step.latencyMs ?? Infinity), end) }];
}

/** How sure the cost of these calls is; null where all of it is settled. */
export function certaintyWords(calls: readonly RunCall[]): string | null {
  if (calls.some((call) => call.status === "RESERVED")) return "part of it reserved";
  return calls.some((call) => call.estimated) ? "part of it estimated" : null;
}

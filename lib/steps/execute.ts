/** One executor for every step: parse the payload, call the handler, map what it throws to a policy. */
import { AppError, BadRequestError, PermanentError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { discoverQuery } from "@/lib/discovery/discover-query";
import { runAgent } from "@/lib/analysis/run-agent";
import { postListing } from "@/lib/posting/post-listing";
import { scanSource } from "@/lib/scanning/scan-source";
import {
  envelope,
  STEP_NAMES,
  STEP_PAYLOADS,
  type StepName,
  type StepOutcome,
  type StepPayload,
} from "./contracts";

type Handlers = {
  [Name in StepName]: (args: {
    ctx: Ctx;
    input: StepPayload<Name> & { outboxId: number | null };
  }) => Promise<StepOutcome>;
};

const HANDLERS: Handlers = {
  "scan-source": scanSource,
  "discover-query": discoverQuery,
  "run-agent": runAgent,
  "post-listing": postListing,
};

export function isStepName(name: string): name is StepName {
  return STEP_NAMES.some((known) => known === name);
}

/**
 * Runs one step from its message. Throws AppError only: what is no AppError is a fault of ours and is
 * left as it is, so that the queue tries again.
 */
export async function executeStep(args: { ctx: Ctx; step: string; body: unknown }): Promise<StepOutcome> {
  const { ctx, step, body } = args;
  if (!isStepName(step)) throw new PermanentError(`There is no step called ${step.slice(0, 50)}.`);
  return runStep(ctx, step, body);
}

async function runStep<Name extends StepName>(ctx: Ctx, step: Name, body: unknown): Promise<StepOutcome> {
  const outer = envelope.safeParse(body);
  const payload = STEP_PAYLOADS[step].safeParse(body);
  if (!outer.success || !payload.success) {
    throw new BadRequestError(`The message of step ${step} does not carry the ids it needs.`);
  }
  // The payload was parsed by the schema of this very step.
  const ids = payload.data as StepPayload<Name>;
  return HANDLERS[step]({ ctx, input: { ...ids, outboxId: outer.data.outboxId } });
}

/** True when the queue should not deliver the same message again. */
export function isFinal(thrown: unknown): boolean {
  return thrown instanceof AppError && !thrown.retryable;
}

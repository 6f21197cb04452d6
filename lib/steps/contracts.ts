/** What each step's message carries: ids only. The truth stands in the rows they name. */
import { z } from "zod";
import { AGENT_IDS } from "@/lib/core/words";

const id = z.int().positive();

export const STEP_PAYLOADS = {
  "scan-source": z.object({ scanId: id }),
  "discover-query": z.object({ queryId: id }),
  "run-agent": z.object({ runId: id, agent: z.enum(AGENT_IDS) }),
  "post-listing": z.object({ listingId: id }),
} as const;

export type StepName = keyof typeof STEP_PAYLOADS;
export type StepPayload<Name extends StepName> = z.infer<(typeof STEP_PAYLOADS)[Name]>;

export const STEP_NAMES = Object.keys(STEP_PAYLOADS) as StepName[];

/** The body of a message: the outbox row beside the ids. */
export const envelope = z.object({ outboxId: z.int().positive().nullable() }).loose();

/** How a step ended; everything else is an error. A lost claim and a second delivery do nothing. */
export type StepOutcome = "done" | "waiting" | "lost";

/** Turns at a model, shared through Redis by all steps of all processes. */
import { DAY_MS, SECOND_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { messageOf } from "@/lib/core/errors";
import { logger } from "@/lib/platform/logger";
import { changeAtomically } from "@/lib/platform/redis/compare-and-set";
import { redis } from "@/lib/platform/redis/redis";
import type { ModelChoice, ModelLimits } from "../model-for";
import {
  askTurn,
  callForward,
  endTurn,
  readPace,
  type Asked,
  type Called,
  type Ended,
  type Turn,
} from "./pace-state";

/** Longer than the longest window, so that a day's use is carried over midnight. */
const KEEP_MS = 3 * DAY_MS;
/** How long a step waits when the limits cannot be read: nothing is called unpaced. */
const UNREACHABLE_WAIT_MS = 30 * SECOND_MS;

const NO_LIMITS: ModelLimits = {
  requestsPerMinute: null,
  requestsPerDay: null,
  tokensPerMinute: null,
  tokensPerDay: null,
};

export const paceKeyOf = (choice: ModelChoice): string => `pace:${choice.provider}:${choice.id}`;
export const limitsOf = (choice: ModelChoice): ModelLimits => choice.limits ?? NO_LIMITS;

/**
 * Asks for a turn at a model. `go` counts the call at once; `wait` holds a place, and the step comes back with the same id.
 * Where Redis does not answer, the step waits: a wait is no attempt.
 */
export async function askForTurn({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "clock">;
  input: { choice: ModelChoice } & Asked;
}): Promise<Turn> {
  const { choice, ...asked } = input;
  const now = () => ctx.clock.now().getTime();
  try {
    return await changeAtomically({
      redis: redis(),
      key: paceKeyOf(choice),
      keepMs: KEEP_MS,
      change: (held) => {
        const { state, turn } = askTurn(readPace(held, limitsOf(choice), now()), asked, now());
        return { next: JSON.stringify(state), said: turn };
      },
    });
  } catch (thrown) {
    logger.warn({ model: choice.id, error: messageOf(thrown, 200) }, "The limits of a model cannot be read");
    return { go: false, at: now() + UNREACHABLE_WAIT_MS };
  }
}

/**
 * Ends a turn, and answers who of those who wait may come before its time, and when; null where nobody. A failure is logged
 * only: what was taken stays taken until it has refilled.
 */
export async function endOfTurn({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "clock">;
  input: { choice: ModelChoice } & Ended;
}): Promise<Called | null> {
  const { choice, ...ended } = input;
  const now = ctx.clock.now().getTime();
  try {
    return await changeAtomically({
      redis: redis(),
      key: paceKeyOf(choice),
      keepMs: KEEP_MS,
      change: (held) => {
        const settled = endTurn(readPace(held, limitsOf(choice), now), ended, now);
        const { state, called } = callForward(settled, now);
        return { next: JSON.stringify(state), said: called };
      },
    });
  } catch (thrown) {
    logger.warn({ model: choice.id, error: messageOf(thrown, 200) }, "The end of a call was not counted");
    return null;
  }
}

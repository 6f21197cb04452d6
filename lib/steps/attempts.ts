import { AppError } from "@/lib/core/errors";

/** The lease was lost while the step worked: what it was about to store is rolled back. */
export class LostLeaseError extends Error {}

/** Tries of one step, counted at its claim: the first and the queue's retries. */
const MAX_ATTEMPTS = 4;

/** True when a failed attempt was the last: no try can help, or the tries are used up. */
export function isFinalAttempt(thrown: unknown, attempt: number): boolean {
  return (thrown instanceof AppError && !thrown.retryable) || attempt >= MAX_ATTEMPTS;
}

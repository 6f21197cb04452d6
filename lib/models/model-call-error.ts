import { AppError } from "@/lib/core/errors";
import type { RateLimits } from "./rate-limits";

/** Tokens of the calls behind one answer; null where the provider did not say. */
export type Tokens = {
  inputTokens: number | null;
  outputTokens: number | null;
  /** The part of `inputTokens` that the provider had cached. */
  cachedTokens: number | null;
};

/** What is known of a call that brought no answer, for pacing and for the ledger. */
type Known = {
  /** HTTP status; null where no answer came. */
  status: number | null;
  usage: Tokens | null;
  /** US dollars, as the provider itself says; null where it does not. */
  costUsd: number | null;
  rateLimit: RateLimits | null;
  /** True when the provider no longer has the model: another must be asked. */
  modelGone: boolean;
};

/** A call of a model that brought no usable answer. `retryable` says whether trying again may help. */
export class ModelCallError extends AppError implements Known {
  readonly status: number | null;
  readonly usage: Tokens | null;
  readonly costUsd: number | null;
  readonly rateLimit: RateLimits | null;
  readonly modelGone: boolean;

  constructor(message: string, known: Partial<Known> & { retryable: boolean; cause?: unknown }) {
    const wait = known.rateLimit?.retryAfterMs ?? null;
    super(known.retryable ? "TRANSIENT" : "PERMANENT", message, {
      cause: known.cause,
      ...(wait === null ? {} : { retryAfterSeconds: Math.ceil(wait / 1_000) }),
    });
    this.status = known.status ?? null;
    this.usage = known.usage ?? null;
    this.costUsd = known.costUsd ?? null;
    this.rateLimit = known.rateLimit ?? null;
    this.modelGone = known.modelGone ?? false;
  }
}

/** Why a page could not be had, in classes: each says whether and how often the same page is asked for again. */
import { PermanentError, TransientError } from "@/lib/core/errors";

/** The class of a failure that another try may mend. */
export type FailureClass = "connection" | "timeout" | "server-error";

/**
 * More tries after the first. A broken connection costs nothing to try again; who was silent for a whole timeout is
 * likely to stay so. A 4xx, a block, an address or redirect that is not allowed and a body that is too large are no
 * `FetchFailure` and are never tried again.
 */
export const RETRIES: Record<FailureClass, number> = { connection: 2, timeout: 1, "server-error": 2 };

export class FetchFailure extends TransientError {
  readonly class: FailureClass;

  constructor(
    failureClass: FailureClass,
    message: string,
    options?: { cause?: unknown; retryAfterSeconds?: number },
  ) {
    super(message, options);
    this.class = failureClass;
  }
}

/** The site's robots rules do not let us in, or cannot be read for now: nothing was asked. */
export class RobotsRefusal extends PermanentError {
  /** Seconds until the rules are worth reading again, where they could not be read. */
  readonly againInSeconds: number | undefined;

  constructor(message: string, againInSeconds?: number) {
    super(message);
    this.againInSeconds = againInSeconds;
  }
}

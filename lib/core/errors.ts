/**
 * Every error the product raises on purpose. The code says what to do with it:
 * a transport maps it once, at its boundary.
 */

export const ERROR_CODES = [
  "BAD_REQUEST",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "TOO_MANY_REQUESTS",
  "PERMANENT",
  "TRANSIENT",
  "MISCONFIGURED",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Whether the queue should try the same work again. */
const RETRYABLE: Record<ErrorCode, boolean> = {
  BAD_REQUEST: false,
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  NOT_FOUND: false,
  CONFLICT: false,
  TOO_MANY_REQUESTS: true,
  PERMANENT: false,
  TRANSIENT: true,
  MISCONFIGURED: false,
};

export class AppError extends Error {
  readonly code: ErrorCode;
  /** Seconds after which another try makes sense, where known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; retryAfterSeconds?: number }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  get retryable(): boolean {
    return RETRYABLE[this.code];
  }
}

/** The caller sent something that cannot be used; the message says what to change. */
export class BadRequestError extends AppError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("BAD_REQUEST", message, options);
  }
}
export class UnauthenticatedError extends AppError {
  constructor(message = "Sign in to go on.") {
    super("UNAUTHENTICATED", message);
  }
}
export class ForbiddenError extends AppError {
  constructor(message = "Your role does not allow this.") {
    super("FORBIDDEN", message);
  }
}
export class NotFoundError extends AppError {
  constructor(message: string) {
    super("NOT_FOUND", message);
  }
}
/** Somebody else was first: the message says who and when where that is known. */
export class ConflictError extends AppError {
  constructor(message: string) {
    super("CONFLICT", message);
  }
}
export class TooManyRequestsError extends AppError {
  constructor(message: string, retryAfterSeconds: number) {
    super("TOO_MANY_REQUESTS", message, { retryAfterSeconds });
  }
}
/** Trying again cannot help. */
export class PermanentError extends AppError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("PERMANENT", message, options);
  }
}
/** Trying again may help, after `retryAfterSeconds` where known. */
export class TransientError extends AppError {
  constructor(message: string, options?: { cause?: unknown; retryAfterSeconds?: number }) {
    super("TRANSIENT", message, options);
  }
}
/** A setting is missing or wrong; the message names it. */
export class MisconfiguredError extends AppError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("MISCONFIGURED", message, options);
  }
}

/** The message of whatever was thrown, in one line of at most `limit` characters. */
export function messageOf(thrown: unknown, limit = 500): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

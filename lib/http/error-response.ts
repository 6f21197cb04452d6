/** Errors become answers here and nowhere else: a code has one status, and the unknown says nothing of itself. */
import { AppError, messageOf, type ErrorCode } from "../core/errors";
import { logger } from "../platform/logger";
import type { Problem } from "./outcome";
import { DATA_HEADERS } from "./security-headers";

export const HTTP_STATUS: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  PERMANENT: 422,
  TRANSIENT: 503,
  MISCONFIGURED: 500,
};

/** An input that does not fit its schema, with a message per field. */
export class InvalidInputError extends AppError {
  readonly fields: Record<string, string>;

  constructor(fields: Record<string, string>) {
    const lines = Object.entries(fields).map(([name, message]) => (name ? `${name}: ${message}` : message));
    super("BAD_REQUEST", lines.join(" ") || "The input cannot be used.");
    this.fields = fields;
  }
}

/**
 * Says what went wrong, in words fit for whoever asked. An error that nobody raised on purpose is logged
 * with the request's id and answered by a plain sentence.
 */
export function problemOf(error: unknown, name: string, requestId: string): Problem {
  if (error instanceof InvalidInputError) {
    return { code: error.code, message: error.message, requestId, fields: error.fields };
  }
  if (error instanceof AppError) {
    if (HTTP_STATUS[error.code] >= 500) logger.warn({ name, requestId, error }, "refused");
    return { code: error.code, message: messageOf(error), requestId };
  }
  logger.error({ name, requestId, error }, "failed");
  return {
    code: "INTERNAL",
    message: `Something went wrong on our side, and nothing was saved. Try again; if it stays, report the number ${requestId}.`,
    requestId,
  };
}

/** The same as a JSON answer, with Retry-After where known. */
export function errorResponse(error: unknown, name: string, requestId: string): Response {
  const problem = problemOf(error, name, requestId);
  const headers = new Headers({
    ...DATA_HEADERS,
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  if (error instanceof AppError && error.retryAfterSeconds !== undefined) {
    headers.set("retry-after", String(Math.ceil(error.retryAfterSeconds)));
  }
  const status = problem.code === "INTERNAL" ? 500 : HTTP_STATUS[problem.code];
  return new Response(JSON.stringify(problem), { status, headers });
}

/** The boundary of a message from the queue: signature on the raw body, then the outcome as HTTP. */
import { AppError, messageOf } from "@/lib/core/errors";
import { logger } from "@/lib/platform/logger";
import { isSigned } from "@/lib/platform/qstash/client";
import { readAtMost } from "./read-at-most";

const MAX_BODY_BYTES = 1_000_000;

/**
 * A handler behind QStash's signature. Forged, stale or misdirected: 401 with an empty body. What the
 * handler answers goes as it is. An error that another try cannot mend: 489, which QStash does not retry and
 * keeps in its dead-letter list. Anything else: 500, with Retry-After where known.
 */
export function signedRoute(
  path: (params: Record<string, string>) => string,
  handler: (args: {
    body: string;
    params: Record<string, string>;
    messageId: string | null;
  }) => Promise<Response>,
) {
  return async (request: Request, route: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const params = await route.params;
    const body = await readAtMost(request, MAX_BODY_BYTES).catch(() => null);
    if (body === null) return new Response(null, { status: 401 });
    const signature = request.headers.get("upstash-signature");
    const genuine = await isSigned({ body, signature, path: path(params) });
    if (!genuine) return new Response(null, { status: 401 });
    const messageId = request.headers.get("upstash-message-id");
    try {
      return await handler({ body, params, messageId });
    } catch (thrown) {
      return failure(thrown, path(params), messageId);
    }
  };
}

function failure(thrown: unknown, path: string, messageId: string | null): Response {
  const message = messageOf(thrown);
  logger.error({ path, messageId, error: message, err: thrown }, "A message from the queue failed");
  if (thrown instanceof AppError && !thrown.retryable) {
    return Response.json(
      { error: message },
      { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } },
    );
  }
  const seconds = thrown instanceof AppError ? thrown.retryAfterSeconds : undefined;
  return Response.json(
    { error: message },
    {
      status: 500,
      ...(seconds === undefined ? {} : { headers: { "Retry-After": String(Math.ceil(seconds)) } }),
    },
  );
}

/** A JSON body as a value; undefined when it is none. */
export function parseJson(body: string): unknown {
  try {
    return body === "" ? undefined : (JSON.parse(body) as unknown);
  } catch {
    return undefined;
  }
}

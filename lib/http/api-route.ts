/** Route handlers for browsers and scripts with a session: JSON in, JSON or a Response out, problems as JSON. */
import { readAtMost } from "./read-at-most";
import type { z } from "zod";
import { BadRequestError } from "../core/errors";
import { env } from "../env";
import { errorResponse } from "./error-response";
import { perform, requestIdOf, type Access, type Handler, type Rules } from "./perform";
import { requireSameOrigin } from "./same-origin";
import { DATA_HEADERS } from "./security-headers";

/** Bodies of people and scripts are small; files do not come this way. */
const MAX_BODY_BYTES = 1_000_000;

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * A route handler: origin (for all but GET), session, permission, input (the query of a GET, the JSON body of
 * anything else, and the path's own parameters over both), then `handler`. A Response it gives is passed on.
 */
export function apiRoute<Schema extends z.ZodType, A extends Access, Data>(
  name: string,
  rules: Rules<Schema, A>,
  handler: Handler<Schema, A, Data | Response>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    const { headers } = request;
    const requestId = requestIdOf(headers);
    const reads = request.method === "GET" || request.method === "HEAD";
    try {
      if (!reads) requireSameOrigin(headers, env());
      const given = async () => ({
        ...(reads ? Object.fromEntries(new URL(request.url).searchParams) : await jsonBody(request)),
        ...(await context.params),
      });
      const answer = await perform({ headers, requestId, given }, rules, handler);
      if (answer instanceof Response) return answer;
      const answerHeaders = { ...DATA_HEADERS, "cache-control": "no-store", "x-request-id": requestId };
      return Response.json(answer ?? null, { headers: answerHeaders });
    } catch (error) {
      return errorResponse(error, name, requestId);
    }
  };
}

async function jsonBody(request: Request): Promise<object> {
  const text = await readAtMost(request, MAX_BODY_BYTES);
  if (text === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new BadRequestError("The body is not JSON.", { cause });
  }
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) {
    throw new BadRequestError("The body must be a JSON object.");
  }
  return parsed;
}

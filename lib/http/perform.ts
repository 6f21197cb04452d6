/** What stands between a request and a verb, the same for actions and routes: session, permission, input, verb. */
import type { z } from "zod";
import { actorOf, type Person } from "../auth/person";
import { may, type Permission } from "../auth/permissions";
import { sessionOf, type Session } from "../auth/session";
import { ForbiddenError, UnauthenticatedError } from "../core/errors";
import { newId } from "../core/ids";
import { createCtx, SYSTEM, type Ctx } from "../ctx";
import { InvalidInputError } from "./error-response";

/** `anyone` is for what works without signing in; then `person` and `session` may be null. */
export type Access = Permission | "anyone";

export type Given<Input, A extends Access> = {
  ctx: Ctx;
  input: Input;
  headers: Headers;
  person: A extends "anyone" ? Person | null : Person;
  session: A extends "anyone" ? Session | null : Session;
};

export type Rules<Schema extends z.ZodType, A extends Access> = {
  permission: A;
  /** What the input must look like; messages are read by people. */
  input: Schema;
};

export type Handler<Schema extends z.ZodType, A extends Access, Data> = (
  given: Given<z.output<Schema>, A>,
) => Promise<Data>;

/** The id that the proxy gave the request, or a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId("req");
}

/**
 * Runs `handler` for whoever the headers' cookies belong to. Throws UnauthenticatedError, ForbiddenError or
 * InvalidInputError before it, in this order, and whatever the handler throws.
 */
export async function perform<Schema extends z.ZodType, A extends Access, Data>(
  request: { headers: Headers; requestId: string; given: () => unknown },
  rules: Rules<Schema, A>,
  handler: Handler<Schema, A, Data>,
): Promise<Data> {
  const { headers, requestId } = request;
  const anonymous = createCtx(SYSTEM, requestId);
  const session = await sessionOf({ ctx: anonymous, headers });
  if (rules.permission !== "anyone") {
    if (!session) throw new UnauthenticatedError();
    if (!may(session.person.role, rules.permission)) throw new ForbiddenError();
  }
  const parsed = await rules.input.safeParseAsync(await request.given());
  if (!parsed.success) throw new InvalidInputError(messagesOf(parsed.error));
  const ctx: Ctx = session ? { ...anonymous, actor: actorOf(session.person) } : anonymous;
  // The check above is what the conditional type states.
  const given = { ctx, input: parsed.data, headers, person: session?.person ?? null, session };
  return handler(given as Given<z.output<Schema>, A>);
}

/** The first message of every field that is wrong, by its path. */
function messagesOf(error: z.ZodError): Record<string, string> {
  const messages = new Map<string, string>();
  for (const issue of error.issues) {
    const name = issue.path.join(".");
    if (!messages.has(name)) messages.set(name, issue.message);
  }
  return Object.fromEntries(messages);
}

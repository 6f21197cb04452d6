import { isAPIError } from "better-auth/api";
import { findUser } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { UnauthenticatedError } from "../core/errors";
import type { Ctx } from "../ctx";
import { logger } from "../platform/logger";
import { redis } from "../platform/redis/redis";
import { countAttempt, forgetAttempts } from "./attempt-limits";
import { authOn } from "./auth";
import { actorOf, type Person } from "./person";

export type SignInInput = {
  email: string;
  password: string;
  /** From `clientAddress`. */
  address: string;
  headers: Headers;
};

const NO = "The e-mail address or the password is not right.";

/**
 * Checks e-mail address and password and begins a session, whose cookie Next sets; `setCookies` are the same for
 * callers outside Next. Wrong password, unknown address and disabled person read the same.
 */
export async function signIn({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SignInInput;
}): Promise<{ person: Person; setCookies: string[] }> {
  const { email, address } = input;
  const attempt = await countAttempt({ redis: redis(), clock: ctx.clock, address, account: email });
  const begun = await beginSession({ ctx, input });
  await attempt.succeeded();
  await forgetAttempts({ redis: redis(), clock: ctx.clock, account: email });
  await writeAudit({
    ctx: { ...ctx, actor: actorOf(begun.person) },
    input: { action: "session.begin", entityType: "person", entityId: begun.person.id },
  });
  return begun;
}

/** The headers with our word for where they come from: what stands there may be the client's own. */
function named(headers: Headers, address: string): Headers {
  const named = new Headers(headers);
  named.set("x-forwarded-for", address.replace(/\/64$/, ""));
  return named;
}

async function beginSession({ ctx, input }: { ctx: Ctx; input: SignInInput }) {
  const { email, password, headers } = input;
  const auth = await authOn(ctx);
  try {
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers: named(headers, input.address),
      returnHeaders: true,
    });
    const user = await findUser(ctx.db, answer.response.user.id);
    if (!user) throw new UnauthenticatedError(NO);
    const person: Person = { id: user.id, name: user.name, email: user.email, role: user.role };
    return { person, setCookies: answer.headers.getSetCookie() };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    logger.info({ address: input.address, requestId: ctx.requestId }, "sign-in refused");
    throw new UnauthenticatedError(NO);
  }
}

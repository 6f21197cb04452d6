import { hashPassword, verifyPassword } from "better-auth/crypto";
import { revokePasswordResets } from "@/db/queries/password-resets";
import { endSessions, passwordHashOf, replacePassword } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { BadRequestError, ConflictError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { redis } from "../platform/redis/redis";
import { countAttempt } from "./attempt-limits";
import type { Session } from "./session";

/** Replaces one's own password after checking the present one, and ends all other sessions and reset links. */
export async function changePassword({
  ctx,
  input: { session, current, next, address },
}: {
  ctx: Ctx;
  input: { session: Session; current: string; next: string; address: string };
}): Promise<{ sessionsEnded: number }> {
  const { person } = session;
  // A stolen session must not become a place to guess passwords.
  const attempt = await countAttempt({ redis: redis(), clock: ctx.clock, address, account: person.email });
  const from = await passwordHashOf(ctx.db, person.id);
  if (from === null || !(await verifyPassword({ hash: from, password: current }))) {
    throw new BadRequestError("The current password is not right.");
  }
  await attempt.succeeded();
  const to = await hashPassword(next);
  return ctx.db.transaction(async (tx) => {
    const at = ctx.clock.now();
    const replaced = await replacePassword(tx, { userId: person.id, from, to, at });
    if (!replaced) throw new ConflictError("The password was changed in the meantime. Sign in again.");
    await revokePasswordResets(tx, person.id, at);
    const sessionsEnded = await endSessions(tx, person.id, session.id);
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "person.password-change",
        entityType: "person",
        entityId: person.id,
        details: { sessionsEnded },
      },
    });
    return { sessionsEnded };
  });
}

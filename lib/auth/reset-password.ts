import { hashPassword } from "better-auth/crypto";
import { claimPasswordReset } from "@/db/queries/password-resets";
import { endSessions, lockTeam, setPassword } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { NotFoundError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { redis } from "../platform/redis/redis";
import { countAttempt, forgetAttempts } from "./attempt-limits";
import { findPasswordReset } from "./find-password-reset";
import { actorOf, type Person } from "./person";
import { hashToken } from "./tokens";

const GONE = "This link has been used, was replaced or has expired. Ask for a new one.";

/**
 * Sets a new password by a link, in one transaction with the claim of the link: however often and however quickly
 * it is used, it sets one password. Every session of the person ends with the old one.
 */
export async function resetPassword({
  ctx,
  input: { token, password, address },
}: {
  ctx: Ctx;
  /** `address` is from `clientAddress`. */
  input: { token: string; password: string; address: string };
}): Promise<Person> {
  const attempt = await countAttempt({ redis: redis(), clock: ctx.clock, address });
  // Before the password is hashed: a link that leads nowhere must not cost 100 ms of work.
  const found = await findPasswordReset({ ctx, input: { token } });
  if (!found) throw new NotFoundError(GONE);
  const to = await hashPassword(password);
  const person = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    // Held, so that nobody's role changes between the question and the answer.
    await lockTeam(tx, [found.id]);
    const still = await findPasswordReset({ ctx: inside, input: { token } });
    const at = ctx.clock.now();
    if (!still || !(await claimPasswordReset(tx, hashToken(token), at))) throw new NotFoundError(GONE);
    const { id, name, email, role } = still;
    await setPassword(tx, { userId: id, to, at });
    const sessionsEnded = await endSessions(tx, id);
    await writeAudit({
      ctx: { ...inside, actor: actorOf({ id, name, email, role }) },
      input: {
        action: "person.password-reset",
        entityType: "person",
        entityId: id,
        details: { sessionsEnded },
      },
    });
    return { id, name, email, role };
  });
  await attempt.succeeded();
  // The wrong tries that came before the link was asked for.
  await forgetAttempts({ redis: redis(), clock: ctx.clock, account: person.email });
  return person;
}

import { hashPassword } from "better-auth/crypto";
import { claimInvitation } from "@/db/queries/invitations";
import { countUsers, insertPerson, lockUsers } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { ConflictError, ForbiddenError, NotFoundError } from "../core/errors";
import { newId } from "../core/ids";
import { within, type Ctx } from "../ctx";
import { redis } from "../platform/redis/redis";
import { countAttempt } from "./attempt-limits";
import { findInvitation } from "./find-invitation";
import { actorOf, type Person } from "./person";
import { hashToken } from "./tokens";

export type AcceptInput = {
  token: string;
  name: string;
  /** Lower case, as `emailAddress` makes it. */
  email: string;
  password: string;
  /** From `clientAddress`. */
  address: string;
};

const GONE = "This link has been used, was taken back or has expired. Ask for a new one.";

/**
 * Makes a person of an invitation, in one transaction with the claim of its link: however often and however
 * quickly it is used, one person comes of it.
 */
export async function acceptInvitation({ ctx, input }: { ctx: Ctx; input: AcceptInput }): Promise<Person> {
  const { token, name, email, password, address } = input;
  const attempt = await countAttempt({ redis: redis(), clock: ctx.clock, address });
  // Before the password is hashed: a link that leads nowhere must not cost 100 ms of work.
  const invitation = await findInvitation({ ctx, input: { token } });
  if (!invitation) throw new NotFoundError(GONE);
  if (invitation.email !== null && invitation.email !== email) {
    throw new ForbiddenError("This invitation is for another e-mail address.");
  }
  const passwordHash = await hashPassword(password);
  const at = ctx.clock.now();
  const id = newId("person");

  const person = await ctx.db.transaction(async (tx) => {
    if (invitation.first) await lockUsers(tx);
    const claimed = await claimInvitation(tx, { tokenHash: hashToken(token), acceptedBy: id, at });
    if (!claimed) throw new NotFoundError(GONE);
    if (invitation.first && (await countUsers(tx)) > 0) throw new NotFoundError(GONE);
    const { role } = claimed;
    const inserted = await insertPerson(tx, {
      id,
      accountId: newId("account"),
      name,
      email,
      role,
      passwordHash,
      at,
    });
    if (!inserted)
      throw new ConflictError("Somebody with this e-mail address is here already. Sign in instead.");
    const joined: Person = { id, name, email, role };
    await writeAudit({
      ctx: { ...within(ctx, tx), actor: actorOf(joined) },
      input: {
        action: invitation.first ? "person.first-owner" : "person.join",
        entityType: "person",
        entityId: id,
        details: { name, email, role, invitation: claimed.id, invitedBy: claimed.createdBy },
      },
    });
    return joined;
  });
  await attempt.succeeded();
  return person;
}

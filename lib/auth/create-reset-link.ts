import { insertPasswordReset, revokePasswordResets } from "@/db/queries/password-resets";
import { writeAudit } from "../audit/write-audit";
import { HOUR_MS } from "../core/clock";
import { ConflictError } from "../core/errors";
import type { Ctx } from "../ctx";
import { redis } from "../platform/redis/redis";
import { countResetLink } from "./attempt-limits";
import { changeTeam } from "./team-change";
import { hashToken, newToken, resetUrl } from "./tokens";

/** Long enough to be handed over by whatever means a team has, too short to be forgotten in a chat. */
const RESET_LINK_MS = HOUR_MS;

export type ResetLink = { url: string; expiresAt: Date };

/**
 * Makes a link with which somebody who lost their password sets a new one. It is known here and now alone: only a
 * digest is stored. The link before it stops working.
 */
export async function createResetLink({
  ctx,
  input: { personId },
}: {
  ctx: Ctx;
  input: { personId: string };
}): Promise<ResetLink> {
  // A stolen session must not lead past the question for the current password.
  if (personId === ctx.actor.id)
    throw new ConflictError("Change your own password with the present one, under “You”.");
  await countResetLink({ redis: redis(), clock: ctx.clock, personId: ctx.actor.id });
  return changeTeam(ctx, personId, async ({ ctx: inside, person }) => {
    if (person.disabledAt !== null)
      throw new ConflictError(`${person.name} has no access. Give it back first, then make the link.`);
    return keepResetLink({ ctx: inside, person, createdBy: ctx.actor.id });
  });
}

/** Stores a new link and its audit row in the transaction of `ctx`, whose caller has asked who may. */
export async function keepResetLink({
  ctx,
  person,
  createdBy,
}: {
  ctx: Ctx;
  person: { id: string; name: string };
  createdBy: string | null;
}): Promise<ResetLink> {
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + RESET_LINK_MS);
  const token = newToken();
  await revokePasswordResets(ctx.db, person.id, createdAt);
  await insertPasswordReset(ctx.db, {
    tokenHash: hashToken(token),
    userId: person.id,
    createdBy,
    createdAt,
    expiresAt,
  });
  await writeAudit({
    ctx,
    input: {
      action: "person.reset-link",
      entityType: "person",
      entityId: person.id,
      details: { name: person.name, expiresAt },
    },
  });
  return { url: resetUrl(ctx.env.baseUrl, token), expiresAt };
}

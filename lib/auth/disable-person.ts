import { revokeInvitationsBy } from "@/db/queries/invitations";
import { revokePasswordResets } from "@/db/queries/password-resets";
import { endSessions, updateUser } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { ConflictError } from "../core/errors";
import { ROLES } from "../core/words";
import type { Ctx } from "../ctx";
import { changeTeam } from "./team-change";

/**
 * Takes a person's access away: sessions end, links they gave out and a link to reset their password stop working.
 * What they did stays theirs.
 */
export async function disablePerson({
  ctx,
  input: { personId },
}: {
  ctx: Ctx;
  input: { personId: string };
}): Promise<void> {
  if (personId === ctx.actor.id)
    throw new ConflictError("You cannot take your own access away. Ask another owner.");
  await changeTeam(ctx, personId, async ({ ctx: inside, person, keepAnOwner }) => {
    if (person.disabledAt !== null) return;
    keepAnOwner();
    const at = ctx.clock.now();
    await updateUser(inside.db, personId, { disabledAt: at, updatedAt: at });
    const sessionsEnded = await endSessions(inside.db, personId);
    await revokePasswordResets(inside.db, personId, at);
    const revoked = await revokeInvitationsBy(inside.db, personId, ROLES, at);
    await writeAudit({
      ctx: inside,
      input: {
        action: "person.disable",
        entityType: "person",
        entityId: personId,
        details: { name: person.name, sessionsEnded, revokedInvitations: revoked },
      },
    });
  });
}

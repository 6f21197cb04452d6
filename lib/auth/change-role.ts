import { revokeInvitationsBy } from "@/db/queries/invitations";
import { updateUser } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { ForbiddenError } from "../core/errors";
import { ROLES, type Role } from "../core/words";
import type { Ctx } from "../ctx";
import { rolesGrantableBy } from "./permissions";
import { changeTeam } from "./team-change";

/** Gives a person another role, which counts from their next request on. */
export async function changeRole({
  ctx,
  input: { personId, role },
}: {
  ctx: Ctx;
  input: { personId: string; role: Role };
}): Promise<void> {
  await changeTeam(ctx, personId, async ({ ctx: inside, person, by, keepAnOwner }) => {
    if (person.role === role) return;
    if (!rolesGrantableBy(by.role).includes(role))
      throw new ForbiddenError("You can give your own role and those below it.");
    if (role !== "owner") keepAnOwner();
    const at = ctx.clock.now();
    await updateUser(inside.db, personId, { role, updatedAt: at });
    // Links that the person gave out must not outlive the right to give them.
    const lost = ROLES.filter((granted) => !rolesGrantableBy(role).includes(granted));
    const revoked = await revokeInvitationsBy(inside.db, personId, lost, at);
    await writeAudit({
      ctx: inside,
      input: {
        action: "person.role",
        entityType: "person",
        entityId: personId,
        details: { name: person.name, from: person.role, to: role, revokedInvitations: revoked },
      },
    });
  });
}

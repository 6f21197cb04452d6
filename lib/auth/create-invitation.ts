import { insertInvitation } from "@/db/queries/invitations";
import { lockTeam } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { DAY_MS } from "../core/clock";
import { ForbiddenError } from "../core/errors";
import type { Role } from "../core/words";
import { within, type Ctx } from "../ctx";
import { rolesGrantableBy } from "./permissions";
import { acceptUrl, hashToken, newToken } from "./tokens";

/** How long an invitation holds. */
const INVITATION_MS = 7 * DAY_MS;

/** Makes an invitation. Its link is known here and now alone: only a digest is stored. */
export async function createInvitation({
  ctx,
  input: { role, email, note },
}: {
  ctx: Ctx;
  input: { role: Role; email?: string | undefined; note?: string | undefined };
}): Promise<{ id: number; url: string; expiresAt: Date }> {
  const { actor } = ctx;
  const at = ctx.clock.now();
  const token = newToken();
  const expiresAt = new Date(at.getTime() + INVITATION_MS);
  const id = await ctx.db.transaction(async (tx) => {
    // Held, so that no link comes to be while the right to give it is being taken away.
    const by = (await lockTeam(tx, [actor.id])).find((row) => row.id === actor.id);
    if (!by || by.disabledAt !== null || !rolesGrantableBy(by.role).includes(role)) {
      throw new ForbiddenError("You can invite people to your own role and those below it.");
    }
    const row = await insertInvitation(tx, {
      tokenHash: hashToken(token),
      role,
      email: email ?? null,
      note: note ?? null,
      createdBy: actor.id,
      createdAt: at,
      expiresAt,
    });
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "invitation.create",
        entityType: "invitation",
        entityId: row.id,
        details: { role, email: email ?? null, note: note ?? null, expiresAt },
      },
    });
    return row.id;
  });
  return { id, url: acceptUrl(ctx.env.baseUrl, token), expiresAt };
}

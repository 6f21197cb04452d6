import { revokeOpenInvitation } from "@/db/queries/invitations";
import { writeAudit } from "../audit/write-audit";
import { ConflictError, ForbiddenError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { rolesGrantableBy } from "./permissions";

/** Takes an invitation back: its link stops working at once. */
export async function revokeInvitation({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: number };
}): Promise<void> {
  const { actor } = ctx;
  await ctx.db.transaction(async (tx) => {
    const revoked = await revokeOpenInvitation(tx, id, ctx.clock.now());
    if (!revoked)
      throw new ConflictError("This invitation was used or taken back already, or it has expired.");
    if (actor.kind !== "person" || !rolesGrantableBy(actor.role).includes(revoked.role)) {
      throw new ForbiddenError("You can take back invitations to your own role and those below it.");
    }
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "invitation.revoke",
        entityType: "invitation",
        entityId: id,
        details: { role: revoked.role },
      },
    });
  });
}

import { endSession as deleteSession } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { ConflictError } from "../core/errors";
import { within, type Ctx } from "../ctx";

/** Ends one session of whoever acts, on another device than this. */
export async function endSession({
  ctx,
  input: { sessionId },
}: {
  ctx: Ctx;
  input: { sessionId: string };
}): Promise<void> {
  const { id } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    if (!(await deleteSession(tx, id, sessionId))) throw new ConflictError("That session has ended already.");
    await writeAudit({
      ctx: within(ctx, tx),
      input: { action: "session.end-other", entityType: "person", entityId: id },
    });
  });
}

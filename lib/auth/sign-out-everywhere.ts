import { endSessions } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { within, type Ctx } from "../ctx";

/** Ends every session of whoever acts, this one too. Answers how many there were. */
export async function signOutEverywhere({ ctx }: { ctx: Ctx }): Promise<{ sessionsEnded: number }> {
  const { id } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const sessionsEnded = await endSessions(tx, id);
    await writeAudit({
      ctx: within(ctx, tx),
      input: { action: "session.end-all", entityType: "person", entityId: id, details: { sessionsEnded } },
    });
    return { sessionsEnded };
  });
}

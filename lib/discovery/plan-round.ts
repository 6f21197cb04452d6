import { MINUTE_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { publish } from "@/lib/steps/publish";
import { insertOutbox } from "@/db/queries/outbox";
import { planDiscoveryRows } from "@/db/queries/source-steps";
import { QUESTIONS } from "./questions";

/** Two ticks of the same schedule within this long are the same round. */
const ROUND_MS = 10 * MINUTE_MS;

/** Plans a round: four questions, each with its message. Planning the same round twice plans it once. */
export async function planRound({ ctx }: { ctx: Ctx }): Promise<{ asked: number }> {
  const now = ctx.clock.now();
  const round = new Date(Math.floor(now.getTime() / ROUND_MS) * ROUND_MS);
  const steps = await ctx.db.transaction(async (tx) => {
    const rows = await planDiscoveryRows(tx, round, QUESTIONS, now);
    return insertOutbox(
      tx,
      now,
      rows.map((row) => ({
        step: "discover-query",
        payload: { queryId: row.id },
        dedupeId: `discover-query-${row.id}-1`,
      })),
    );
  });
  await publish(steps);
  return { asked: steps.length };
}

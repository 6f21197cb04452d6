import { and, eq, inArray } from "drizzle-orm";
import { mayMove, RUN_STATUSES, type RunStatus } from "@/lib/core/words";
import type { Database } from "../client";
import { analysisRuns } from "../schema";

type RunRow = typeof analysisRuns.$inferSelect;
type Beside = Partial<Omit<typeof analysisRuns.$inferInsert, "id" | "status" | "productId">>;

/** Compare-and-set of a run's status. Null: somebody else was first, and nothing was written. */
export async function moveRun(
  tx: Database,
  move: { id: number; to: RunStatus; set?: Beside },
): Promise<RunRow | null> {
  const from = RUN_STATUSES.filter((status) => mayMove("run", status, move.to));
  const [row] = await tx
    .update(analysisRuns)
    .set({ ...move.set, status: move.to })
    .where(and(eq(analysisRuns.id, move.id), inArray(analysisRuns.status, from)))
    .returning();
  return row ?? null;
}

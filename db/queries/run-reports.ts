import { asc, eq } from "drizzle-orm";
import type { AgentId } from "@/lib/core/words";
import type { CheckedClaim } from "@/lib/core/evidence";
import type { Database } from "../client";
import { agentReports, analysisRuns } from "../schema";

/** The checked claims of a run's reports, in running order. */
export async function readRunReports(
  db: Database,
  runId: number,
): Promise<{ agent: AgentId; claims: CheckedClaim[] | null }[]> {
  return db
    .select({ agent: agentReports.agent, claims: agentReports.claims })
    .from(agentReports)
    .where(eq(agentReports.runId, runId))
    .orderBy(asc(agentReports.position));
}

/** The product a run is of; null when there is no such run. */
export async function findRunProduct(db: Database, runId: number): Promise<number | null> {
  const [row] = await db
    .select({ productId: analysisRuns.productId })
    .from(analysisRuns)
    .where(eq(analysisRuns.id, runId));
  return row?.productId ?? null;
}

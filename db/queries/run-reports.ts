import { asc, eq } from "drizzle-orm";
import type { AgentId } from "@/lib/core/words";
import type { CheckedClaim } from "@/lib/core/evidence";
import type { Database } from "../client";
import { agentReports } from "../schema";

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

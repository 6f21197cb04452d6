/** A finished run as it was judged, and judged again when somebody states what the calculation did not know. */
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { CheckedClaim, Dossier } from "@/lib/core/evidence";
import type { AgentId, Verdict } from "@/lib/core/words";
import type { Database } from "../client";
import { agentReports, analysisRuns, products } from "../schema";

type JudgedRun = {
  id: number;
  dossier: Dossier;
  verdict: Verdict | null;
  marginLikely: number | null;
  reports: { agent: AgentId; report: Record<string, unknown> | null; claims: CheckedClaim[] | null }[];
};

/** The newest finished run that was made for the product itself, with its checked reports; null where there is none. */
export async function newestJudgedRun(db: Database, productId: number): Promise<JudgedRun | null> {
  const [run] = await db
    .select({
      id: analysisRuns.id,
      dossier: analysisRuns.dossier,
      verdict: analysisRuns.verdict,
      marginLikely: analysisRuns.marginLikely,
    })
    .from(analysisRuns)
    .where(
      and(
        eq(analysisRuns.productId, productId),
        isNull(analysisRuns.mergedFrom),
        eq(analysisRuns.status, "FINISHED"),
      ),
    )
    .orderBy(desc(analysisRuns.id))
    .limit(1);
  if (!run) return null;
  const reports = await db
    .select({ agent: agentReports.agent, report: agentReports.report, claims: agentReports.claims })
    .from(agentReports)
    .where(eq(agentReports.runId, run.id))
    .orderBy(asc(agentReports.position));
  return { ...run, reports };
}

type RunColumns = Partial<Omit<typeof analysisRuns.$inferInsert, "id" | "status" | "productId">>;
type ProductColumns = Partial<Omit<typeof products.$inferInsert, "id" | "status" | "version" | "updatedAt">>;

/** Writes a new judgement to a run and to its product, whose version counts up: whoever has the old one open decides again. */
export async function putJudgement(
  tx: Database,
  judged: { runId: number; run: RunColumns; productId: number; product: ProductColumns; now: Date },
): Promise<void> {
  await tx.update(analysisRuns).set(judged.run).where(eq(analysisRuns.id, judged.runId));
  await tx
    .update(products)
    .set({ ...judged.product, version: sql`${products.version} + 1`, updatedAt: judged.now })
    .where(eq(products.id, judged.productId));
}

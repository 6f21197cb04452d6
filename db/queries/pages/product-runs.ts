import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "../../client";
import { agentReports, analysisRuns, products } from "../../schema";

/** Runs that can be chosen for a comparison. */
const CHOICE = 20;

/** A product's own runs, newest first, for choosing two of them; null when there is no such product. */
export async function listProductRuns(db: Database, productId: number) {
  const [product] = await db
    .select({ id: products.id, title: products.title })
    .from(products)
    .where(eq(products.id, productId));
  if (!product) return null;
  const runs = await db
    .select({
      id: analysisRuns.id,
      status: analysisRuns.status,
      verdict: analysisRuns.verdict,
      createdAt: analysisRuns.createdAt,
    })
    .from(analysisRuns)
    // What a merge has brought along was made for another product.
    .where(and(eq(analysisRuns.productId, productId), isNull(analysisRuns.mergedFrom)))
    .orderBy(desc(analysisRuns.id))
    .limit(CHOICE);
  return { product, runs };
}

export type ComparedRun = Awaited<ReturnType<typeof readComparedRuns>>[number];

/** Runs of a product with what is compared of them, in the order of the ids. */
export async function readComparedRuns(db: Database, productId: number, ids: readonly number[]) {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const [runs, steps] = await Promise.all([
    db
      .select()
      .from(analysisRuns)
      .where(and(eq(analysisRuns.productId, productId), inArray(analysisRuns.id, wanted))),
    db
      .select({
        runId: agentReports.runId,
        agent: agentReports.agent,
        reportStatus: agentReports.reportStatus,
        score: agentReports.score,
        claims: agentReports.claims,
      })
      .from(agentReports)
      .where(inArray(agentReports.runId, wanted)),
  ]);
  return wanted.flatMap((id) => {
    const run = runs.find((candidate) => candidate.id === id);
    return run ? [{ ...run, steps: steps.filter(({ runId }) => runId === id) }] : [];
  });
}

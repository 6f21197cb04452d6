/** What people change about a source. */
import { eq } from "drizzle-orm";
import type { SourceId } from "@/lib/core/words";
import type { Database } from "../client";
import { trendSources } from "../schema";
import type { SourceRow } from "./source-steps";

/** The source's row, locked until the transaction ends; null before its first scan was planned. */
export async function lockSource(tx: Database, name: SourceId): Promise<SourceRow | null> {
  const [row] = await tx.select().from(trendSources).where(eq(trendSources.name, name)).for("update");
  return row ?? null;
}

export async function saveSource(
  tx: Database,
  name: SourceId,
  set: Partial<Pick<SourceRow, "enabled" | "scanIntervalMinutes" | "config" | "nextTryAt">>,
): Promise<void> {
  await tx.update(trendSources).set(set).where(eq(trendSources.name, name));
}

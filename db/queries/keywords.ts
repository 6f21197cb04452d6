/** What people change about keywords; discovery's own upsert stands with ingest. */
import { and, eq, lte, ne } from "drizzle-orm";
import type { Database } from "../client";
import { trendingKeywords } from "../schema";
import { KEYWORD_DAYS } from "./ingest";

export type KeywordRow = typeof trendingKeywords.$inferSelect;

/** Writes a keyword that a person adds, or wakes one that has expired. Null: it is alive already. */
export async function insertKeyword(
  tx: Database,
  added: { keyword: string; category: string | null; pinned: boolean; now: Date },
): Promise<KeywordRow | null> {
  const { now, ...fields } = added;
  const expiresAt = new Date(now.getTime() + KEYWORD_DAYS * 86_400_000);
  const alive = { ...fields, muted: false, expiresAt, lastSeen: now, updatedAt: now };
  const [row] = await tx
    .insert(trendingKeywords)
    .values({ ...alive, firstDiscovered: now, createdAt: now })
    .onConflictDoUpdate({
      target: trendingKeywords.keyword,
      set: alive,
      setWhere: lte(trendingKeywords.expiresAt, now),
    })
    .returning();
  return row ?? null;
}

/** Sets or takes one mark; setting one takes the other. Null: no such keyword, or it is so already. */
export async function markKeyword(
  tx: Database,
  marked: { id: number; mark: "pinned" | "muted"; on: boolean; now: Date },
): Promise<KeywordRow | null> {
  const { id, mark, on, now } = marked;
  const other = mark === "pinned" ? "muted" : "pinned";
  const [row] = await tx
    .update(trendingKeywords)
    .set({ [mark]: on, ...(on ? { [other]: false } : {}), updatedAt: now })
    .where(and(eq(trendingKeywords.id, id), ne(trendingKeywords[mark], on)))
    .returning();
  return row ?? null;
}

/** Terms that sources show, among the keywords. */
import { and, eq, inArray, lt } from "drizzle-orm";
import type { Database } from "../client";
import { trendingKeywords } from "../schema";

const CHUNK = 1_000;

/** Which of these spellings are keywords already, expired ones too. */
export async function knownKeywords(tx: Database, spellings: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let at = 0; at < spellings.length; at += CHUNK) {
    const rows = await tx
      .select({ keyword: trendingKeywords.keyword })
      .from(trendingKeywords)
      .where(inArray(trendingKeywords.keyword, spellings.slice(at, at + CHUNK)));
    for (const { keyword } of rows) known.add(keyword);
  }
  return known;
}

/** Forgets expired terms that never counted and that no person touched; answers how many. */
export async function forgetTerms(tx: Database, now: Date): Promise<number> {
  const gone = await tx
    .delete(trendingKeywords)
    .where(
      and(
        eq(trendingKeywords.searchCount, 0),
        lt(trendingKeywords.expiresAt, now),
        eq(trendingKeywords.pinned, false),
        eq(trendingKeywords.muted, false),
      ),
    )
    .returning({ id: trendingKeywords.id });
  return gone.length;
}

import type { SourceId } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import type { Ctx } from "@/lib/ctx";
import { isProductLike } from "@/lib/matching/product-likeness";
import { termSpelling, type TermSpelling } from "@/lib/matching/term-spelling";
import { upsertKeywords, type FoundKeyword } from "@/db/queries/keywords";
import { forgetTerms, knownKeywords } from "@/db/queries/terms";
import { steerAnew } from "./steer-anew";

/** Sources that name terms rather than things; where a reader finds a term that has no address of its own. */
const TERM_SOURCES: Partial<Record<SourceId, string>> = {
  tiktok: "https://ads.tiktok.com/creative/creativeCenter/trends/hashtag",
  "google-trends": "https://trends.google.com/trending",
  pinterest: "https://trends.pinterest.com/",
};
/** Terms kept of one scan; a country's whole list has about 430. */
const MOST_TERMS = 600;

/**
 * Keeps the terms that a source shows as keywords, the spellings of one term together. All are kept for 30 days; only those
 * that name goods are ever counted, once for each further day and a few times at most, so that hundreds of names of people
 * and matches a day cannot push out the keywords that steer. Runs inside the caller's transaction. Answers how many
 * there were.
 */
export async function keepTerms({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { source: SourceId; sightings: readonly Sighting[] };
}): Promise<number> {
  const place = TERM_SOURCES[input.source];
  const terms = place === undefined ? [] : bySpelling(input.sightings).slice(0, MOST_TERMS);
  if (place === undefined || terms.length === 0) return 0;
  return steerAnew({
    ctx,
    change: async ({ db }) => {
      const now = ctx.clock.now();
      await forgetTerms(db, now);
      const known = new Set(
        await knownKeywords(db, [...new Set(terms.flatMap(({ spelling }) => spelling.forms))]),
      );
      const found = terms.map((term) => ({ goods: term.goods, row: asKeyword(term, known, place) }));
      const rows = (goods: boolean) => found.filter((one) => one.goods === goods).map(({ row }) => row);
      const counted = await upsertKeywords(db, rows(true), now, "daily");
      return counted + (await upsertKeywords(db, rows(false), now, "never"));
    },
  });
}

type Term = { spelling: TermSpelling; goods: boolean; seen: Sighting[] };

const weightOf = ({ views, searchVolume }: Sighting): number => views ?? searchVolume ?? 0;

/** The terms of a scan, each once: goods first, then by how many look at it. */
function bySpelling(sightings: readonly Sighting[]): Term[] {
  const terms = new Map<string, Term>();
  const strongestFirst = sightings
    .filter(({ kind }) => kind === "term")
    .toSorted((a, b) => weightOf(b) - weightOf(a));
  for (const sighting of strongestFirst) {
    const spelling = termSpelling(sighting.title);
    if (spelling === null) continue;
    const goods = isProductLike(sighting).product;
    const term = terms.get(spelling.key);
    if (!term) terms.set(spelling.key, { spelling, goods, seen: [sighting] });
    else {
      term.goods ||= goods;
      term.seen.push(sighting);
    }
  }
  return [...terms.values()].toSorted((a, b) => Number(b.goods) - Number(a.goods));
}

/** A term as a keyword, under the spelling that is known already where there is one. */
function asKeyword({ spelling, seen }: Term, known: ReadonlySet<string>, place: string): FoundKeyword {
  const addresses = seen.flatMap(({ url, citations }) => [
    ...(url === undefined ? [] : [url]),
    ...(citations ?? []).map((citation) => citation.url),
  ]);
  return {
    keyword: spelling.forms.find((form) => known.has(form)) ?? spelling.text,
    category: seen.find(({ category }) => category !== undefined)?.category ?? null,
    trendStrength: seen.find(({ trendStrength }) => trendStrength !== undefined)?.trendStrength ?? null,
    relatedProducts: [],
    sourceUrls: [...new Set([...addresses.slice(0, 5), place])],
  };
}

/** `npm run trend -- SERIES.jsonl [--explain]`: which way each series goes, one JSON line in, one out, in the same order. */
import { readSeries } from "@/lib/scanning/trend/read-series";
import { trendDirection } from "@/lib/scanning/trend-direction";
import { answerFile } from "./json-lines";

/** Even two points have a velocity; one has none. */
const FEWEST_POINTS = 2;

const USAGE = `npm run trend -- SERIES.jsonl [--explain]

Lines in:   {"id": "…", "points": [["2026-03-02", 41], …]}
Lines out:  {"id": "…", "direction": "rising" | "stable" | "declining", "score": 0.21, "seasonal": true}

points      any order; daily, weekly or monthly; gaps as null or left out; numbers may be text.
            A capped value ("<1", 10001 for "more than 10,000") counts as its bound.
direction   65 weeks of history or more: the last 13 weeks against the same 13 a year earlier.
            48 to 64 weeks: the weeks that both ends of the history share, at least two.
            Less: the last third against the first third, which knows no season; confidence at most 0.3.
            Rising above +15%, declining below -13%. Fewer than two points: null.
score       the expected change against that comparison, as a fraction (0.2 is +20%), from -1 to 10.
seasonal    true where at least a year and a half of history shows a yearly pattern, or where about one year is one
            short peak; false where none is shown, also because the history is too short.
--explain   adds "confidence" (0 to 1) and "basis" (what was compared) to each line.`;

await answerFile({
  usage: USAGE,
  options: { explain: { type: "boolean", default: false } },
  read: readSeries,
  answers: (series, { explain }) =>
    series.map(({ id, points }) => {
      const trend = trendDirection(points, FEWEST_POINTS);
      const answer = {
        id,
        direction: trend?.direction ?? null,
        score: trend ? Math.round(trend.score * 10_000) / 10_000 : null,
        seasonal: trend?.seasonal ?? false,
      };
      const why = { confidence: trend?.confidence ?? 0, basis: trend?.basis ?? "Fewer than two points." };
      return explain ? { ...answer, ...why } : answer;
    }),
});

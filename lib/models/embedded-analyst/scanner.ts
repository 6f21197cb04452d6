import type { ScannerReport } from "@/agents/scanner/report";
import { looksLikeInstruction } from "@/agents/instruction-like";
import { ORIGINS, ORIGIN_LABELS } from "@/lib/core/words";
import { categorise } from "@/lib/matching/categorise";
import { largest, measured, originsOf, type AnalystInput } from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

const EMPTY_WORDS = new Set(
  "the and for with from that this your you our are was has have not all new best set pack pcs piece buy sale deal free top how what why who its it in on of to by or at is an as be my we".split(
    " ",
  ),
);
const KEYWORD_LIMIT = 8;
/** Characters of a category that a report holds; a stated one may be longer. */
const CATEGORY_LIMIT = 200;

/** Words of a title that a buyer might type: lower case, no numbers, no filler, each once. */
function keywordsOf(title: string): string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}'-]{1,28}/gu) ?? [];
  return [...new Set(words)].filter((word) => !EMPTY_WORDS.has(word)).slice(0, KEYWORD_LIMIT);
}

export function scanner({ dossier }: AnalystInput): ScannerReport {
  const text = [dossier.title, dossier.category, dossier.description]
    .filter((part) => part !== null)
    .join(" ");
  const filed = categorise(text);
  const stated =
    dossier.category !== null && !looksLikeInstruction(dossier.category)
      ? dossier.category.slice(0, CATEGORY_LIMIT)
      : null;
  const category = filed?.path ?? stated;
  const climbs = largest(measured(dossier, "rank-change"));
  const matches = largest(measured(dossier, "keyword-match"));
  const sources = largest(measured(dossier, "source-count"));

  const named = dossier.items.filter((item) => item.metric === "title" || item.metric === "category");
  const filing: Signal[] =
    category === null || named.length === 0
      ? []
      : [
          {
            score: ramp(filed?.confidence ?? 0.4, [
              [0, 35],
              [1, 80],
            ]),
            weight: 1,
            claims: [
              {
                text: "Its wording names a category.",
                value: null,
                unit: null,
                evidence: named.map(({ id }) => id),
              },
            ],
            finding: "Its wording names a category.",
          },
        ];
  const signals = [
    ...filing,
    ...signalOf(sources, {
      weight: 2,
      points: [
        [1, 40],
        [2, 62],
        [3, 78],
        [5, 92],
      ],
      says: (n) => `${n} independent sources show it.`,
    }),
    ...signalOf(largest(measured(dossier, "trend-score")), {
      weight: 2,
      points: [
        [0, 5],
        [50, 50],
        [100, 95],
      ],
      says: (n) => `Its trend score is ${n}.`,
    }),
    ...signalOf(matches, {
      weight: 1,
      points: [
        [0, 30],
        [1, 70],
        [3, 90],
      ],
      says: (n) => `It matches ${n} trending keywords.`,
    }),
    ...signalOf(largest(measured(dossier, "days-seen")), {
      weight: 0.5,
      points: [
        [1, 40],
        [7, 65],
        [14, 80],
      ],
      says: (n) => `It has been seen for ${n}.`,
    }),
  ];
  const origins = originsOf(dossier);
  const common = judge({
    signals,
    full: 6.5,
    need: 2,
    origins: origins.length,
    subject: "As a product to list",
  });
  if (common === null) return abstain("Neither sources, a trend score nor keyword matches are known for it.");

  const keywords = keywordsOf(dossier.title);
  const leaf = category?.split(">").at(-1)?.trim().toLowerCase();
  const places = ORIGINS.filter((origin) => origin !== "person" && origins.includes(origin)).map(
    (origin) => ORIGIN_LABELS[origin],
  );
  const unseen = origins.includes("person") ? "added by hand" : "not yet seen at any source";
  const seen = places.length > 0 ? `seen at ${places.join(", ")}` : unseen;
  return {
    status: "ok",
    ...common,
    category,
    keywords: keywords.length > 0 || leaf === undefined ? keywords : [leaf.slice(0, 60)],
    description:
      category === null ? `A product of no known category, ${seen}.` : `${category}: a product ${seen}.`,
    advantage: advantageOf(sources?.value, climbs?.value, matches?.value),
  };
}

function advantageOf(sources = 0, climbs = 0, matches = 0): string | null {
  const parts = [
    ...(sources >= 3 ? ["several independent sources show it at once"] : []),
    ...(climbs > 0 ? ["it climbs in its list"] : []),
    ...(matches > 0 ? ["it answers a keyword that people search for now"] : []),
  ];
  const text = parts.join("; ");
  return text === "" ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

import type { CREATOR_TIERS, SHAREABILITIES, VIRAL_FORMATS, ViralReport } from "@/agents/viral/report";
import { asPercent, largest, measured, originsOf, type AnalystInput } from "./evidence";
import { abstain, judge, signalOf } from "./judge";

type Format = (typeof VIRAL_FORMATS)[number];

const FORMAT_OF: Record<string, Format> = {
  tiktok: "short-video",
  instagram: "reel",
  reddit: "discussion",
  pinterest: "pin",
};

const magnitude = (item: { value: number }): number => Math.log10(Math.max(1, item.value));

/** By thirds of the score, as the words of every summary are. */
function shareabilityOf(score: number): (typeof SHAREABILITIES)[number] {
  if (score < 40) return "low";
  return score < 65 ? "medium" : "high";
}

/** What spreads by itself needs only seeds; what does not needs the reach of somebody larger. */
function tierOf(score: number): (typeof CREATOR_TIERS)[number] {
  if (score >= 65) return "nano";
  return score >= 40 ? "micro" : "mid";
}

export function viral({ dossier }: AnalystInput): ViralReport {
  const views = largest(measured(dossier, "views"));
  const upvotes = largest(measured(dossier, "upvotes"));
  const comments = largest(measured(dossier, "comments"));
  const weekly = largest(measured(dossier, "growth-wow"));
  const signals = [
    ...signalOf(views, {
      weight: 2,
      as: magnitude,
      points: [
        [3, 12],
        [4.5, 34],
        [5.5, 54],
        [6.5, 74],
        [8, 95],
      ],
      says: (n) => `The most seen post has ${n} views.`,
    }),
    ...signalOf(upvotes, {
      weight: 1.5,
      as: magnitude,
      points: [
        [0.5, 14],
        [2, 42],
        [3, 66],
        [4.3, 92],
      ],
      says: (n) => `The best received post has ${n} upvotes or likes.`,
    }),
    ...signalOf(comments, {
      weight: 1,
      as: magnitude,
      points: [
        [0.5, 18],
        [1.5, 42],
        [2.5, 70],
        [3.7, 92],
      ],
      says: (n) => `The most discussed post has ${n} comments.`,
    }),
    ...signalOf(weekly, {
      weight: 1,
      as: asPercent,
      points: [
        [-40, 12],
        [0, 45],
        [50, 70],
        [500, 94],
      ],
      says: (n) => `Attention changed by ${n} within a week.`,
    }),
  ];
  const common = judge({
    signals,
    full: 5.5,
    need: 1,
    origins: originsOf(dossier).length,
    subject: "Reach without paying",
  });
  if (common === null) return abstain("No view, like, comment or weekly growth is known.");

  const heard = [views, upvotes, comments, weekly].flatMap((item) => FORMAT_OF[item?.origin ?? ""] ?? []);
  const argued = upvotes && comments ? comments.value / Math.max(1, upvotes.value) > 0.15 : false;
  return {
    status: "ok",
    ...common,
    viralScore: common.score,
    shareability: shareabilityOf(common.score),
    creatorTier: views ? tierOf(common.score) : null,
    hooks: [
      ...(views ? ["Open on the moment that viewers already stop for, without a word of introduction."] : []),
      ...(argued ? ["Ask the question that the comments argue about, and answer it by showing."] : []),
      ...(upvotes && !argued ? ["Show the problem first and the product only when it is solved."] : []),
      ...(weekly && asPercent(weekly) > 20
        ? ["Say that everybody is finding it this week, and show who."]
        : []),
    ],
    formats: heard.length > 0 ? [...new Set(heard)] : ["unboxing"],
  };
}

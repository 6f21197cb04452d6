import type { EvidenceItem } from "@/lib/core/evidence";
import { trendDirection } from "@/lib/scanning/trend-direction";
import { VERDICT_RULES } from "./verdict-rules";

type Sustainability = { sustainable: boolean | null; reasons: string[]; evidence: string[] };

/**
 * Whether the trend lasts, from measured evidence alone. The longest history speaks first: a year of points, then stated
 * yearly growth, then at least ten days of sightings of which most signals do not decline (`rank-change`: positive
 * places climbed).
 * Null when none of them is there. `evidence` names the items that decided.
 */
export function sustainability(items: readonly EvidenceItem[]): Sustainability {
  return (
    fromHistory(items) ??
    fromYearlyGrowth(items) ??
    fromDaysSeen(items) ?? {
      sustainable: null,
      reasons: ["Neither a year of history, nor yearly growth, nor ten days of sightings are known."],
      evidence: [],
    }
  );
}

function directions(items: readonly EvidenceItem[]) {
  return items.flatMap((item) => {
    const trend = item.points ? trendDirection(item.points) : null;
    return trend ? [{ id: item.id, trend }] : [];
  });
}

function fromHistory(items: readonly EvidenceItem[]): Sustainability | null {
  const { historyConfidence } = VERDICT_RULES.sustainability;
  const histories = directions(items).filter(({ trend }) => trend.confidence >= historyConfidence);
  if (histories.length === 0) return null;
  // Sure histories outweigh unsure ones; a tie is not enough to call a trend sustainable.
  const weight = histories.reduce(
    (sum, { trend }) => sum + (trend.direction === "declining" ? -trend.confidence : trend.confidence),
    0,
  );
  return {
    sustainable: weight > 0,
    reasons: histories.map(
      ({ trend }) => `${sentence(trend.direction)} (${signed(trend.score)}). ${trend.basis}`,
    ),
    evidence: histories.map(({ id }) => id),
  };
}

function fromYearlyGrowth(items: readonly EvidenceItem[]): Sustainability | null {
  const { decliningYearlyGrowthBelow } = VERDICT_RULES.sustainability;
  const growths = items.flatMap((item) => {
    if (item.metric !== "growth-yoy" || item.value === null || !Number.isFinite(item.value)) return [];
    return [
      { id: item.id, growth: item.unit === "percent" || item.unit === "%" ? item.value / 100 : item.value },
    ];
  });
  const worst = growths.toSorted((a, b) => a.growth - b.growth)[0];
  if (!worst) return null;
  return {
    sustainable: worst.growth >= decliningYearlyGrowthBelow,
    reasons: [`Yearly growth as stated by the source: ${signed(worst.growth)}.`],
    evidence: [worst.id],
  };
}

function fromDaysSeen(items: readonly EvidenceItem[]): Sustainability | null {
  const { daysSeen } = VERDICT_RULES.sustainability;
  const seen = items.find(
    (item) => item.metric === "days-seen" && item.value !== null && item.value >= daysSeen,
  );
  if (!seen) return null;
  const short = directions(items).map(({ id, trend }) => ({ id, declines: trend.direction === "declining" }));
  const ranks = items.flatMap((item) =>
    item.metric === "rank-change" && item.value !== null ? [{ id: item.id, declines: item.value < 0 }] : [],
  );
  const signals = [...short, ...ranks];
  if (signals.length === 0) return null;
  const declining = signals.filter((signal) => signal.declines).length;
  const steady = signals.length - declining;
  const said = `Seen on ${seen.value} days: ${steady} of ${signals.length} signals do not decline.`;
  return {
    sustainable: steady === declining ? null : steady > declining,
    reasons: [`${said} Too short to know the season.`],
    evidence: [seen.id, ...signals.map((signal) => signal.id)],
  };
}

function sentence(direction: string): string {
  return `The trend is ${direction}`;
}

function signed(fraction: number): string {
  const percent = Math.round(fraction * 100);
  return `${percent > 0 ? "+" : ""}${percent}%`;
}

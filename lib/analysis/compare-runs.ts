import type { CheckedClaim, EvidenceItem, Metric } from "@/lib/core/evidence";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { currentEvidence } from "./current-evidence";

/** One run as far as two are compared. */
export type RunToCompare = {
  items: readonly EvidenceItem[];
  steps: readonly {
    agent: AgentId;
    reportStatus: "ok" | "abstained" | null;
    score: number | null;
    claims: readonly CheckedClaim[] | null;
  }[];
};

/** A score, an abstention, or null where there is no report. */
export type Scored = number | "abstained" | null;

export type RunComparison = {
  /** One row an agent, in running order. */
  scores: { agent: AgentId; before: Scored; after: Scored }[];
  /** Evidence that one run had and the other had not, by what it measures and who says so; sentences in order. */
  facts: { metric: Metric; origin: EvidenceItem["origin"]; before: string[]; after: string[] }[];
  /** Claims that their evidence did not carry, by agent; agents without any are left out. */
  struck: { agent: AgentId; before: string[]; after: string[] }[];
};

/** Evidence of the arithmetic on our sightings moves with every scan; it is left to the trend. */
const COUNTS_OF_OURS: readonly Metric[] = ["sighting-count", "days-seen", "series"];

/** What two runs of a product have not in common. Pure; the same with the runs exchanged, sides exchanged. */
export function compareRuns(before: RunToCompare, after: RunToCompare): RunComparison {
  return {
    scores: AGENT_IDS.map((agent) => ({
      agent,
      before: scoreOf(before, agent),
      after: scoreOf(after, agent),
    })),
    facts: factsOf(before.items, after.items),
    struck: AGENT_IDS.flatMap((agent) => {
      const sides = { before: struckBy(before, agent), after: struckBy(after, agent) };
      return sides.before.length + sides.after.length > 0 ? [{ agent, ...sides }] : [];
    }),
  };
}

function scoreOf({ steps }: RunToCompare, agent: AgentId): Scored {
  const step = steps.find((candidate) => candidate.agent === agent);
  if (!step || step.reportStatus === null) return null;
  return step.reportStatus === "abstained" ? "abstained" : step.score;
}

function struckBy({ steps }: RunToCompare, agent: AgentId): string[] {
  const claims = steps.find((candidate) => candidate.agent === agent)?.claims ?? [];
  return claims.filter(({ supported }) => !supported).map(({ text }) => text);
}

function factsOf(before: readonly EvidenceItem[], after: readonly EvidenceItem[]): RunComparison["facts"] {
  const [first, second] = [textsOf(before), textsOf(after)];
  const groups = new Map([...first, ...second]);
  return [...groups.keys()].toSorted().flatMap((key) => {
    const [mine, theirs] = [first.get(key)?.texts ?? [], second.get(key)?.texts ?? []];
    const sides = {
      before: mine.filter((text) => !theirs.includes(text)),
      after: theirs.filter((text) => !mine.includes(text)),
    };
    const group = groups.get(key);
    return group && sides.before.length + sides.after.length > 0
      ? [{ metric: group.metric, origin: group.origin, ...sides }]
      : [];
  });
}

/** The sentences of the evidence that counts, by metric and origin, each once and in order. */
function textsOf(items: readonly EvidenceItem[]) {
  const groups = new Map<string, Pick<EvidenceItem, "metric" | "origin"> & { texts: string[] }>();
  for (const { metric, origin, text } of currentEvidence(items)) {
    if (COUNTS_OF_OURS.includes(metric)) continue;
    const key = `${metric} ${origin}`;
    const group = groups.get(key) ?? { metric, origin, texts: [] };
    if (!group.texts.includes(text)) group.texts.push(text);
    groups.set(key, group);
  }
  for (const { texts } of groups.values()) texts.sort();
  return groups;
}

import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { Opinion } from "@/db/queries/pages/agents";

/** Below this many compared decisions a share says nothing: at 20 its 95% interval is still some 20 points each way. */
export const FEWEST_OPINIONS = 20;
/** The middle of the scores: an agent that gives exactly this takes no side. */
const MIDDLE = 50;

export type Agreement = {
  /** Products that people decided and of which the agent took a side. */
  compared: number;
  /** Decided products of which its report took no side. */
  noSide: number;
  /** Fraction 0–1 of `compared` in which its side was the decision; null below FEWEST_OPINIONS. */
  share: number | null;
  /** Fraction 0–1 that always giving the commoner decision would have reached; null where `share` is. */
  baseline: number | null;
};

/**
 * How often each agent's side was what a person then decided.
 *
 * An agent's side is `approve` where its score is above 50 and `reject` where it is below; the coordinator's is the
 * verdict it argued for. A score of exactly 50, and REVIEW, take no side and are counted apart. Agents without an
 * opinion are not in the map. Agreement is no proof of being right: people have read the reports before they decide.
 */
export function agreementOf(opinions: readonly Opinion[]): Map<AgentId, Agreement> {
  const found = new Map<AgentId, Agreement>();
  for (const agent of AGENT_IDS) {
    const own = opinions.filter((opinion) => opinion.agent === agent);
    if (own.length === 0) continue;
    const sided = own.filter((opinion) => sideOf(opinion) !== null);
    const compared = sided.length;
    const agreed = sided.filter((opinion) => sideOf(opinion) === opinion.decision).length;
    const approved = sided.filter((opinion) => opinion.decision === "approve").length;
    const enough = compared >= FEWEST_OPINIONS;
    found.set(agent, {
      compared,
      noSide: own.length - compared,
      share: enough ? agreed / compared : null,
      baseline: enough ? Math.max(approved, compared - approved) / compared : null,
    });
  }
  return found;
}

function sideOf({ agent, score, recommended }: Opinion): Opinion["decision"] | null {
  if (agent === "coordinator") {
    return recommended === "APPROVE" ? "approve" : recommended === "REJECT" ? "reject" : null;
  }
  return score > MIDDLE ? "approve" : score < MIDDLE ? "reject" : null;
}

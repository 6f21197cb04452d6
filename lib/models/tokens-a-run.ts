import { AGENTS } from "@/agents/roster";
import { AGENT_IDS } from "@/lib/core/words";
import { GROQ_MODELS_OF_ROLE } from "./providers/groq-models";

/**
 * Tokens that one analysis takes at most, by the agents' definitions: each its largest request and its longest answer, on Groq's
 * preferred model of its role. What a search brings the web researcher to read is not in it: the provider alone knows it.
 */
export function tokensARun(): { inAll: number; onBusiestModel: number } {
  const byModel = Map.groupBy(AGENT_IDS, (id) => GROQ_MODELS_OF_ROLE[AGENTS[id].role][0]);
  const sums = [...byModel.values()].map((ids) => ids.reduce((sum, id) => sum + AGENTS[id].mostTokens, 0));
  return { inAll: sums.reduce((sum, tokens) => sum + tokens, 0), onBusiestModel: Math.max(...sums) };
}

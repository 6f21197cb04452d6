import { createPerplexity } from "@ai-sdk/perplexity";
import type { Env } from "@/lib/env";
import type { ModelChoice } from "../model-for";
import { PERPLEXITY_MODEL } from "../plan-models";
import { agentApiFetch } from "./perplexity-agent-api";

/** Prices of the Agent API in November 2026: docs.perplexity.ai/docs/agent-api/models and /docs/getting-started/pricing. */
const SONAR = { inputPerMillion: 0.25, cachedInputPerMillion: 0.0625, outputPerMillion: 2.5 };
/** One `web_search`, low to high context alike. */
const PER_SEARCH = 0.005;

/** A model of Perplexity's Agent API, which must search before it answers. Another model than Sonar is reserved for at ten times its price. */
export function perplexityChoice(id: string, env: Env): ModelChoice {
  const perplexity = createPerplexity({
    apiKey: env.PERPLEXITY_API_KEY ?? "",
    baseURL: env.PERPLEXITY_BASE_URL,
    fetch: agentApiFetch,
  });
  const times = id === PERPLEXITY_MODEL ? 1 : 10;
  return {
    model: perplexity(id),
    id,
    kind: "paid",
    provider: "perplexity",
    price: {
      inputPerMillion: SONAR.inputPerMillion * times,
      cachedInputPerMillion: SONAR.cachedInputPerMillion * times,
      outputPerMillion: SONAR.outputPerMillion * times,
      perSearch: PER_SEARCH,
    },
    // The default tier's limit of requests; there is none of tokens.
    limits: { requestsPerMinute: 50, requestsPerDay: null, tokensPerMinute: null, tokensPerDay: null },
  };
}

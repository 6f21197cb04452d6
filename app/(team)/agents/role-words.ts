import type { ModelRole } from "@/agents/agent";

/** Which kind of model an agent asks for. */
export const ROLE_WORDS: Record<ModelRole, string> = {
  reasoning: "Asks for a reasoning model",
  broad: "Asks for a broad model",
  fast: "Asks for a fast model",
  web: "Asks for a model that searches the web",
};

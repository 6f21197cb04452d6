import type { AgentId } from "@/lib/core/words";
import type { AgentDefinition } from "./agent";
import { scanner } from "./scanner";
import { trend } from "./trend";
import { research } from "./research";
import { quality } from "./quality";
import { pricing } from "./pricing";
import { viral } from "./viral";
import { competition } from "./competition";
import { supplyChain } from "./supply-chain";
import { psychology } from "./psychology";
import { dataScience } from "./data-science";
import { webSearch } from "./web-search";
import { coordinator } from "./coordinator";

/** The twelve agents; they run in the order of AGENT_IDS. A missing one is a type error. */
export const AGENTS: Record<AgentId, AgentDefinition> = {
  scanner,
  trend,
  research,
  quality,
  pricing,
  viral,
  competition,
  "supply-chain": supplyChain,
  psychology,
  "data-science": dataScience,
  "web-search": webSearch,
  coordinator,
};

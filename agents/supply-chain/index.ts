import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const supplyChain = defineAgent({
  id: "supply-chain",
  title: "Supply chain manager",
  persona: "James Wilson, Supply Chain",
  task: "Judges sourcing, freight and whether stock lands before the trend fades.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: ["cost", "landed-cost", "price", "web", "title", "description", "margin-likely"],
  reads: ["scanner", "trend", "pricing"],
  fields,
  check,
});

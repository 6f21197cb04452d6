import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const coordinator = defineAgent({
  id: "coordinator",
  title: "Coordinator",
  persona: "Robert Thompson, MBA, Harvard, Chief Product Officer",
  task: "Weighs all reports in eight steps and argues for a verdict.",
  role: "reasoning",
  maxOutputTokens: 1_600,
  reads: [
    "scanner",
    "trend",
    "research",
    "quality",
    "pricing",
    "viral",
    "competition",
    "supply-chain",
    "psychology",
    "data-science",
    "web-search",
  ],
  fields,
  check,
});

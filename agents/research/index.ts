import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const research = defineAgent({
  id: "research",
  title: "Financial analyst",
  persona: "Jennifer Park, MBA and CFA, Columbia",
  task: "Weighs profit, break-even and the five forces.",
  role: "reasoning",
  maxOutputTokens: 1_400,
  reads: ["scanner", "trend"],
  fields,
  check,
});

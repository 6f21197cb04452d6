import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const research = defineAgent({
  id: "research",
  title: "Financial analyst",
  persona: "Jennifer Park, MBA and CFA, Columbia",
  task: "Weighs profit, break-even and the five forces.",
  role: "reasoning",
  maxOutputTokens: 1_400,
  evidence: [
    "margin-likely",
    "margin-low",
    "margin-high",
    "landed-cost",
    "cost",
    "fees",
    "price",
    "price-range",
    "competing-listings",
    "review-count",
    "discount",
    "growth-yoy",
  ],
  reads: ["scanner", "trend"],
  fields,
  check,
});

import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const trend = defineAgent({
  id: "trend",
  title: "Trend analyst",
  persona: "Dr. Michael Rodriguez, PhD, Stanford",
  task: "Says where demand is heading, where in its life cycle it stands and how long it lasts.",
  role: "reasoning",
  maxOutputTokens: 1_500,
  evidence: [
    "series",
    "growth-yoy",
    "growth-mom",
    "growth-wow",
    "rank-change",
    "search-volume",
    "engagement-change",
    "days-seen",
    "trend-score",
  ],
  reads: ["scanner"],
  fields,
  check,
});

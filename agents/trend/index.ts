import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const trend = defineAgent({
  id: "trend",
  title: "Trend analyst",
  persona: "Dr. Michael Rodriguez, PhD, Stanford",
  task: "Says where demand is heading, where in its life cycle it stands and how long it lasts.",
  role: "reasoning",
  maxOutputTokens: 1_500,
  reads: ["scanner"],
  fields,
  check,
});

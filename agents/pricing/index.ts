import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const pricing = defineAgent({
  id: "pricing",
  title: "Pricing director",
  persona: "David Kim, Pricing Director",
  task: "Finds the price, its floor and ceiling, and what buyers compare it with.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: ["price", "price-range", "discount", "landed-cost", "cost", "margin-likely", "rank"],
  reads: ["scanner", "research"],
  fields,
  check,
});

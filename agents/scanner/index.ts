import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const scanner = defineAgent({
  id: "scanner",
  title: "Product scanner",
  persona: "Dr. Sarah Chen, PhD, MIT",
  task: "Says what the product is: its category, its keywords and what sets it apart.",
  role: "broad",
  maxOutputTokens: 1_100,
  evidence: [
    "title",
    "category",
    "description",
    "source-count",
    "keyword-match",
    "days-seen",
    "sighting-count",
    "trend-score",
    "rank",
    "web",
  ],
  reads: [],
  fields,
  check,
});

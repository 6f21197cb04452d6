import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const dataScience = defineAgent({
  id: "data-science",
  title: "Data scientist",
  persona: "Ryan Lee, Data Science",
  task: "Reconciles the numbers, names contradictions and says how far they carry.",
  role: "fast",
  maxOutputTokens: 1_200,
  evidence: [
    "source-count",
    "sighting-count",
    "days-seen",
    "price",
    "cost",
    "landed-cost",
    "rating",
    "review-count",
    "competing-listings",
    "search-volume",
    "growth-yoy",
    "growth-mom",
    "growth-wow",
    "series",
  ],
  reads: ["trend", "research", "quality", "pricing", "viral", "competition", "supply-chain", "psychology"],
  fields,
  check,
});

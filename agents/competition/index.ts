import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const competition = defineAgent({
  id: "competition",
  title: "Competition analyst",
  persona: "Maria Gonzalez, Competition Analyst",
  task: "Measures how crowded the shelf is, who leads it and what protects them.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: ["competing-listings", "review-count", "web", "discount", "price", "rank-change", "rank"],
  reads: ["scanner", "research", "pricing"],
  fields,
  check,
});

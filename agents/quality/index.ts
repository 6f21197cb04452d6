import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const quality = defineAgent({
  id: "quality",
  title: "Quality officer",
  persona: "Dr. Elizabeth Martinez, Quality Officer",
  task: "Judges quality, defects, returns, safety and the rules the product falls under.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: ["title", "category", "description", "rating", "review-count", "web"],
  reads: ["scanner"],
  fields,
  check,
});

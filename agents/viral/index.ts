import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const viral = defineAgent({
  id: "viral",
  title: "Viral specialist",
  persona: "Alex Chen, Viral Specialist",
  task: "Judges how far the product travels by itself, and by which hooks and formats.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: ["views", "upvotes", "comments", "engagement-change", "growth-wow", "source-count", "title"],
  reads: ["scanner", "trend"],
  fields,
  check,
});

import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const psychology = defineAgent({
  id: "psychology",
  title: "Buyer psychologist",
  persona: "Dr. Sophia Patel, Psychology",
  task: "Says why people would buy, what holds them back and who they are.",
  role: "fast",
  maxOutputTokens: 1_000,
  evidence: [
    "title",
    "category",
    "description",
    "search-volume",
    "comments",
    "upvotes",
    "views",
    "rating",
    "review-count",
    "price",
    "discount",
  ],
  reads: ["scanner", "viral", "quality"],
  fields,
  check,
});

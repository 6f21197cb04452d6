import { defineAgent } from "../define-agent";
import { check, fields, ownIds } from "./report";

export const webSearch = defineAgent({
  id: "web-search",
  title: "Web researcher",
  persona: "Dr. Emma Watson, PhD, Oxford",
  task: "Searches the web for listings, rivals, quotes and warnings, and cites them.",
  role: "web",
  maxOutputTokens: 1_400,
  evidence: [
    "title",
    "category",
    "description",
    "price",
    "price-range",
    "competing-listings",
    "review-count",
    "cost",
  ],
  reads: ["scanner", "pricing", "competition"],
  fields,
  check,
  ownIds,
  verbatim: "sources",
});

import { defineAgent } from "../define-agent";
import { check, fields } from "./report";

export const scanner = defineAgent({
  id: "scanner",
  title: "Product scanner",
  persona: "Dr. Sarah Chen, PhD, MIT",
  task: "Says what the product is: its category, its keywords and what sets it apart.",
  role: "broad",
  maxOutputTokens: 1_100,
  reads: [],
  fields,
  check,
});

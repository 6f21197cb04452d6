import { expect, it } from "vitest";
import type { EvidenceItem, Metric } from "@/lib/core/evidence";
import { currentEvidence, replacements } from "./current-evidence";

const item = (id: string, metric: Metric, origin: EvidenceItem["origin"]): EvidenceItem => ({
  id,
  metric,
  origin,
  text: metric,
  value: 1,
  unit: null,
  range: null,
  points: null,
  url: null,
  seenAt: "2026-03-10T12:00:00Z",
});

it("of our own calculations the newest counts, and each older one names it", () => {
  const items = [
    item("E1", "price", "reddit"),
    item("E2", "margin-likely", "computed"),
    item("E3", "cost", "table"),
    item("E4", "price", "amazon-deals"),
    item("E5", "margin-likely", "computed"),
    item("E6", "cost", "web"),
    item("E7", "margin-likely", "computed"),
  ];
  expect([...replacements(items)]).toEqual([
    ["E2", "E7"],
    ["E5", "E7"],
  ]);
  expect(currentEvidence(items).map(({ id }) => id)).toEqual(["E1", "E3", "E4", "E6", "E7"]);
});

import { expect, it } from "vitest";
import type { EvidenceItem, Metric } from "@/lib/core/evidence";
import { keyEvidence } from "./key-evidence";
import { reasonOf } from "./reasons";

it("a chip speaks for rejections alone, a note for both", () => {
  expect(reasonOf("reject", "Too crowded", "")).toBe("Too crowded");
  expect(reasonOf("reject", "Too crowded", " three copies ")).toBe("Too crowded: three copies");
  expect(reasonOf("approve", "Too crowded", "nice")).toBe("nice");
  expect(reasonOf("approve", "Too crowded", "  ")).toBeUndefined();
});

it("key evidence is one item per metric, the telling ones first", () => {
  const item = (id: string, metric: Metric): EvidenceItem => ({
    id,
    metric,
    origin: "reddit",
    text: metric,
    value: 1,
    unit: null,
    range: null,
    points: null,
    url: null,
    seenAt: "2026-03-10T12:00:00Z",
  });
  const items = [item("E1", "title"), item("E2", "rating"), item("E3", "price"), item("E4", "price")];
  expect(keyEvidence(items, 6).map(({ id }) => id)).toEqual(["E3", "E2"]);
  expect(keyEvidence(items, 1).map(({ id }) => id)).toEqual(["E3"]);
  const costs: EvidenceItem[] = [{ ...item("E5", "cost"), origin: "table" }, item("E6", "cost")];
  expect(keyEvidence(costs, 6).map(({ id }) => id)).toEqual(["E6"]);
  expect(keyEvidence(costs.slice(0, 1), 6).map(({ id }) => id)).toEqual(["E5"]);
});

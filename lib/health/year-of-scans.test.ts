import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DAY_MS } from "@/lib/core/clock";
import { SOURCE_IDS } from "@/lib/core/words";
import type { OpenDatabase } from "@/db/client";
import { insertSightings } from "@/db/queries/ingest";
import { sightingBytes } from "@/db/queries/retention";
import { testPglite } from "@/db/testing";
import { SCANNERS } from "@/scanners/registry";
import { SAMPLE_DAYS, samplePages } from "@/scanners/world";
import { BYTES_A_SIGHTING, yearLines, yearOfScans } from "./year-of-scans";

let open: OpenDatabase;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
afterAll(() => open.close());

test("a sighting takes as many bytes as the arithmetic says, and not many fewer", async () => {
  const end = Date.parse("2026-11-22T10:00:00Z");
  for (const id of SOURCE_IDS) {
    const pages = Array.from({ length: SAMPLE_DAYS }, (_, day) =>
      samplePages(id, day, new Date(end - (SAMPLE_DAYS - day) * DAY_MS)),
    ).flat();
    const items = pages.flatMap((page) => SCANNERS[id].parse(page).items);
    await insertSightings(
      open.db,
      items.map((sighting) => ({
        productId: null,
        scanId: null,
        origin: id,
        kind: sighting.kind,
        engagement: 1,
        mode: "sample" as const,
        sighting,
      })),
    );
  }
  const { bytes, rows } = await sightingBytes(open.db);
  expect(rows).toBeGreaterThan(3_000);
  expect(bytes / rows).toBeLessThanOrEqual(BYTES_A_SIGHTING);
  expect(bytes / rows).toBeGreaterThan(BYTES_A_SIGHTING * 0.8);
});

test("thinning leaves a fraction of a year", () => {
  const { gigabytes, gigabytesUnthinned } = yearOfScans();
  expect(gigabytes).toBeLessThan(gigabytesUnthinned / 4);
});

test("the README shows what the command prints", () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
  for (const line of yearLines()) expect(readme).toContain(line);
});

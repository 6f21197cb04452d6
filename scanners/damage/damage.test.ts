/** Two hundred seeded copies of every format that is read. `npm run test:fuzz` makes more, and of recordings as well. */
import { describe, expect, test } from "vitest";
import { SOURCE_IDS } from "@/lib/core/words";
import { MAX_BODY_BYTES } from "../reading/body-limits";
import { SCANNERS } from "../registry";
import { complaintAbout } from "./complaint";
import { DAMAGE, FILLERS } from "./damage";
import { randomOf } from "./random";
import { subjects } from "./subjects";

const COPIES = 200;
const SUBJECTS = subjects();

test("every source has a page to damage", () => {
  expect(new Set(SUBJECTS.map(({ source }) => source))).toEqual(new Set(SOURCE_IDS));
});

describe.each(SUBJECTS)("$source, $name", ({ source, page }) => {
  const scanner = SCANNERS[source];
  const whole = scanner.parse(page);
  const pairs = new Set(whole.items.map(({ externalId, title }) => `${externalId} ${title}`));
  const kinds = Object.entries(DAMAGE);

  test("undamaged, it holds entries and keeps the law", () => {
    expect(whole.items.length).toBeGreaterThanOrEqual(3);
    expect(complaintAbout(scanner, page)).toBeUndefined();
  });

  test(`${COPIES} damaged copies`, () => {
    for (let copy = 0; copy < COPIES; copy += 1) {
      const [kind, damage] = kinds[copy % kinds.length] ?? ["none", (body: string) => body];
      const damaged = { ...page, body: damage(page.body, randomOf((copy + 1) * 7_919)) };
      expect(complaintAbout(scanner, damaged), `copy ${copy}, ${kind}`).toBeUndefined();
      if (kind !== "cut" && kind !== "reordered") continue;
      // What is only cut or moved keeps every name with its own id.
      for (const { externalId, title, unnamed } of scanner.parse(damaged).items) {
        expect(
          unnamed === true || pairs.has(`${externalId} ${title}`),
          `${kind}: ${externalId} ${title}`,
        ).toBe(true);
      }
    }
  });

  test("bodies made to hurt are refused or answered in time, without entries", () => {
    for (const filler of FILLERS) {
      const body = filler.repeat(Math.floor((MAX_BODY_BYTES - 10_000) / Buffer.byteLength(filler)));
      expect(complaintAbout(scanner, { ...page, body }), filler.slice(0, 30)).toBeUndefined();
    }
    const tooLarge = scanner.parse({ ...page, body: page.body + " ".repeat(MAX_BODY_BYTES) });
    expect(tooLarge).toMatchObject({ kind: "unknown", why: expect.stringContaining("3 MB") });
  });
});

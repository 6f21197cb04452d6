import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedClaim, EvidenceItem } from "@/lib/core/evidence";
import { AGENT_IDS } from "@/lib/core/words";
import { compareRuns, type RunToCompare } from "./compare-runs";

const item = (rest: Partial<EvidenceItem>): EvidenceItem => ({
  id: "E1",
  metric: "price",
  origin: "reddit",
  text: "",
  value: null,
  unit: null,
  range: null,
  points: null,
  url: null,
  seenAt: "2026-03-02T10:00:00.000Z",
  ...rest,
});
const claim = (text: string, supported: boolean): CheckedClaim => ({
  text,
  value: null,
  unit: null,
  evidence: [],
  supported,
  reason: "",
});
const empty: RunToCompare = { items: [], steps: [] };

describe("two runs beside each other", () => {
  test("tell scores, abstentions and reports that are not there apart", () => {
    const ok = { reportStatus: "ok" as const, claims: [] };
    const before = { ...empty, steps: [{ ...ok, agent: "trend" as const, score: 0 }] };
    const steps = [
      { agent: "trend" as const, reportStatus: "abstained" as const, score: null, claims: null },
    ];
    const { scores } = compareRuns(before, { ...empty, steps });
    expect(scores.find(({ agent }) => agent === "trend")).toEqual({
      agent: "trend",
      before: 0,
      after: "abstained",
    });
    expect(scores.filter(({ agent }) => agent !== "trend").every((row) => row.after === null)).toBe(true);
    expect(scores.map(({ agent }) => agent)).toEqual([...AGENT_IDS]);
  });

  test("show the cost that a person stated in the place of the table's", () => {
    const table = item({ metric: "cost", origin: "table", text: "From our table: 4.00 USD." });
    const stated = item({ metric: "cost", origin: "person", text: "Ada: 3.10 USD." });
    const same = item({ id: "E2", text: "Reddit: price 20.00 USD." });
    const compared = compareRuns({ ...empty, items: [table, same] }, { ...empty, items: [stated, same] });
    expect(compared.facts).toEqual([
      { metric: "cost", origin: "person", before: [], after: ["Ada: 3.10 USD."] },
      { metric: "cost", origin: "table", before: ["From our table: 4.00 USD."], after: [] },
    ]);
  });

  test("count only the newest of our own calculations, and leave out what every scan moves", () => {
    const old = item({ id: "E1", metric: "fees", origin: "computed", text: "Fees: 1." });
    const now = item({ id: "E2", metric: "fees", origin: "computed", text: "Fees: 2." });
    const seen = item({ id: "E3", metric: "sighting-count", origin: "computed", text: "Seen 9 times." });
    expect(compareRuns({ ...empty, items: [old, now, seen] }, { ...empty, items: [now] }).facts).toEqual([]);
  });

  test("name the claims that are struck, by agent", () => {
    const claims = [claim("It sells 900 a day.", false), claim("It is new.", true)];
    const steps = [{ agent: "viral" as const, reportStatus: "ok" as const, score: 50, claims }];
    expect(compareRuns({ ...empty, steps }, empty).struck).toEqual([
      { agent: "viral", before: ["It sells 900 a day."], after: [] },
    ]);
  });

  const someRun: fc.Arbitrary<RunToCompare> = fc.record({
    items: fc
      .array(
        fc.record({
          metric: fc.constantFrom("price" as const, "cost" as const, "web" as const),
          origin: fc.constantFrom("person" as const, "web" as const, "computed" as const),
          text: fc.constantFrom("a", "b", "c", "d"),
        }),
        { maxLength: 12 },
      )
      .map((list) => list.map((rest, at) => item({ id: `E${at + 1}`, ...rest }))),
    steps: fc.uniqueArray(
      fc.record({
        agent: fc.constantFrom(...AGENT_IDS),
        reportStatus: fc.constantFrom("ok" as const, "abstained" as const),
        score: fc.integer({ min: 0, max: 100 }),
        claims: fc.array(
          fc.boolean().map((supported) => claim("x", supported)),
          { maxLength: 3 },
        ),
      }),
      { selector: ({ agent }) => agent },
    ),
  });

  test("a run differs from itself in nothing", () => {
    fc.assert(
      fc.property(someRun, (run) => {
        const { scores, facts } = compareRuns(run, run);
        expect(facts).toEqual([]);
        expect(scores.every(({ before, after }) => before === after)).toBe(true);
      }),
    );
  });

  test("exchanging the runs exchanges the sides", () => {
    fc.assert(
      fc.property(someRun, someRun, (one, two) => {
        const swap = <Side extends { before: unknown; after: unknown }>(rows: Side[]) =>
          rows.map((row) => ({ ...row, before: row.after, after: row.before }));
        const { scores, facts, struck } = compareRuns(one, two);
        expect(compareRuns(two, one)).toEqual({
          scores: swap(scores),
          facts: swap(facts),
          struck: swap(struck),
        });
      }),
    );
  });
});

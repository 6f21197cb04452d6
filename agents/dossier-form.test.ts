import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, type Dossier, type EvidenceItem } from "@/lib/core/evidence";
import { ORIGINS } from "@/lib/core/words";
import { dossierForm, openDossier } from "./dossier-form";
import { estimateTokens } from "./estimate-tokens";
import { sealedJson } from "./sealed-json";

const day = fc
  .integer({ min: 20_000, max: 20_400 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));

const someItem: fc.Arbitrary<Omit<EvidenceItem, "id">> = fc.record({
  metric: fc.constantFrom(...METRICS),
  origin: fc.constantFrom(...ORIGINS, "computed", "table"),
  text: fc.string({ unit: "grapheme", maxLength: 200 }),
  value: fc.option(fc.integer({ min: 0, max: 1e6 })),
  unit: fc.option(fc.constantFrom("USD", "count", "percent")),
  range: fc.constant(null),
  points: fc.option(
    fc
      .uniqueArray(day, { maxLength: 40 })
      .map((days) => days.toSorted().map((each, at): [string, number] => [each, at])),
  ),
  url: fc.constant(null),
  seenAt: day,
});

const someDossier: fc.Arbitrary<Dossier> = fc.array(someItem, { maxLength: 50 }).map((items) => ({
  productId: 0,
  title: "A lamp",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "2026-11-22",
  items: items.map((item, at) => ({ ...item, id: `E${at + 1}` })),
}));

const EMPTY = {
  title: "A lamp",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "2026-11-22",
  leftOut: 0,
};

describe("the dossier of a prompt", () => {
  it("is the whole dossier where there is room", () => {
    fc.assert(
      fc.property(someDossier, (dossier) => {
        expect(openDossier(dossierForm(dossier, 1e9, []))).toEqual(dossier);
      }),
      { numRuns: 50 },
    );
  });

  it("does not say the origin twice, and names the host of a page", () => {
    const page: EvidenceItem = {
      id: "E1",
      metric: "web",
      origin: "reddit",
      text: "Reddit: a thread.",
      value: null,
      unit: null,
      range: null,
      points: null,
      url: "https://old.reddit.example/r/lamps?sort=new",
      seenAt: "2026-11-20T10:00:00.000Z",
    };
    const dossier = { ...openDossier({ ...EMPTY, items: [] }), items: [page] };
    expect(dossierForm(dossier, 1e9, []).items).toEqual([
      {
        id: "E1",
        metric: "web",
        origin: "reddit",
        text: "a thread.",
        site: "old.reddit.example",
        seen: "2026-11-20",
      },
    ]);
  });

  it("keeps to its room, keeps ids and order, and counts what it left out", () => {
    const room = fc.integer({ min: 100, max: 3_000 });
    const wanted = fc.subarray([...METRICS]);
    fc.assert(
      fc.property(someDossier, room, wanted, (dossier, tokens, metrics) => {
        const form = dossierForm(dossier, tokens, metrics);
        expect(estimateTokens(sealedJson(form))).toBeLessThanOrEqual(tokens);
        const ids = form.items.map(({ id }) => id);
        expect(dossier.items.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids);
        expect(form.leftOut + ids.length).toBe(dossier.items.length);
      }),
      { numRuns: 100 },
    );
  });

  it("sends all where all went into less room", () => {
    const rooms = fc.tuple(fc.integer({ min: 100, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }));
    fc.assert(
      fc.property(someDossier, rooms, (dossier, [tokens, more]) => {
        const few = dossierForm(dossier, tokens, []).leftOut === 0;
        if (few) expect(dossierForm(dossier, tokens + more, []).leftOut).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Page } from "../scanner";
import { scanner } from "./index";
import { parse } from "./parse";

// No body of this call was ever recorded: these are written from descriptions of its shape.
const seenAt = "2026-11-22T10:00:00.000Z";
const page = (body: string, over: Partial<Page> = {}): Page => ({
  url: "https://trends.google.com/_/TrendsUi/data/batchexecute?rpcids=i0OFE#US/24",
  status: 200,
  headers: {},
  body,
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});

const start = Date.parse("2026-11-22T05:10:00Z") / 1000;
/** One search in the thirteen fields of the answer. */
const item = (term: string, over: Record<number, unknown> = {}): unknown[] => {
  const fields = [term, null, "US", [start], null, null, 50_000, null, 1000, [term], [18], [], term];
  return fields.map((value, index) => (index in over ? over[index] : value));
};
const frames = (payload: unknown, ...more: unknown[]) => [
  ["wrb.fr", "i0OFE", payload, null, null, null, "generic"],
  ["di", 41],
  ...more,
];
const answer = (items: unknown) => `)]}'\n\n${JSON.stringify(frames(JSON.stringify([null, items])))}`;

describe("an answer of the call behind the page", () => {
  test("gives each search with its volume, increase, start and subject", () => {
    expect(
      parse(page(answer([item("nintendo switch 2"), item("harriers vs otters", { 6: 0, 10: [17] })]))),
    ).toEqual({
      kind: "items",
      rejects: [],
      items: [
        {
          kind: "term",
          externalId: "nintendo switch 2",
          title: "nintendo switch 2",
          rank: 1,
          listSize: 2,
          searchVolume: 50_000,
          trendStrength: "up 1,000%",
          publishedAt: "2026-11-22T05:10:00.000Z",
          series: [["2026-11-22T05:10:00.000Z", 50_000]],
          category: "Technology searches",
          list: "Trending searches US, 24 hours",
          seenAt,
        },
        expect.objectContaining({
          title: "harriers vs otters",
          searchVolume: 0,
          category: "Sports searches",
        }),
      ],
    });
  });

  test("lengths on lines between the frames, and frames broken over lines, are read alike", () => {
    const first = JSON.stringify(frames(JSON.stringify([null, [item("air fryer")]]))).replace(
      '],["di"',
      ']\n,["di"',
    );
    const chunked = `)]}'\n\n${first.length}\n${first}\n58\n[["e",4,null,null,131]]\n`;
    expect(parse(page(chunked)).items.map(({ title }) => title)).toEqual(["air fryer"]);
  });

  test("an answer saved without its guard, and the page that carries the list in a script, are read alike", () => {
    const bare = answer([item("air fryer")]).replace(")]}'\n\n", "");
    expect(parse(page(bare)).items.map(({ title }) => title)).toEqual(["air fryer"]);
    const data = JSON.stringify([null, [item("air fryer"), item("a, sideChannel: x")]]);
    const html = `<!doctype html><html><body>accounts.google.com/signin<script nonce="x">AF_initDataCallback({key: 'ds:0', hash: '2', data:${data}, sideChannel: {}});</script></body></html>`;
    const parsed = parse(page(html, { url: "https://trends.google.com/trending?geo=GB&hours=48" }));
    expect(parsed.items.map(({ title, list }) => [title, list])).toEqual([
      ["air fryer", "Trending searches US, 48 hours"],
      ["a, sideChannel: x", "Trending searches US, 48 hours"],
    ]);
    expect(parse(page(html.slice(0, -60))).kind).toBe("unknown");
  });

  test("a field that is not what it was is unknown, and costs neither the entry nor the others", () => {
    const odd = item("cloud slippers", { 2: 7, 3: null, 6: "many", 8: null, 10: "x" });
    const parsed = parse(page(answer([odd, item(""), "x", item("Cloud Slippers"), ["short one"]])));
    expect(parsed.items).toEqual([
      {
        kind: "term",
        externalId: "cloud slippers",
        title: "cloud slippers",
        rank: 1,
        listSize: 5,
        list: "Trending searches US, 24 hours",
        seenAt,
      },
      expect.objectContaining({ title: "short one", rank: 5 }),
    ]);
    expect(parsed.rejects).toHaveLength(3);
  });

  test("of several subjects one under which goods are filed stands, and ids nobody knows say nothing", () => {
    const of = (ids: unknown) => parse(page(answer([item("a", { 10: ids })]))).items[0]?.category;
    expect([of([17, 16]), of([17, 14]), of([99]), of([])]).toEqual([
      "Shopping searches",
      "Sports searches",
      undefined,
      undefined,
    ]);
  });

  test.each([
    ["empty", answer([])],
    ["empty", answer(null)],
    ["blocked", `)]}'\n\n${JSON.stringify(frames(null))}`],
    ["blocked", `)]}'\n\n${JSON.stringify([["er", null, null, null, null, 400, null, null, null, 3]])}`],
    ["unknown", `)]}'\n\n${JSON.stringify(frames("[null"))}`],
    ["unknown", `)]}'\n\n${JSON.stringify(frames('{"a":1}'))}`],
    ["unknown", `)]}'\n\n${JSON.stringify(frames('[null,{"a":1}]'))}`],
    ["unknown", `)]}'\n\n${JSON.stringify([["wrb.fr", "another", "[]"]])}`],
    ["unknown", ")]}'"],
    ["unknown", ")]}'\n\n[[["],
    ["unknown", answer([7, null])],
  ])("%s, never zero searches (case %#)", (kind, body) => {
    expect(parse(page(body))).toMatchObject({ kind, items: [] });
  });

  test("cut anywhere, it is unknown or whole, and no body makes it throw", () => {
    const whole = answer([item("air fryer"), item("split keyboard")]);
    for (let at = 5; at < whole.length; at += 7) {
      const { kind, items } = parse(page(whole.slice(0, at)));
      expect([kind, items.length]).toEqual(["unknown", 0]);
    }
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (json) => {
        const bodies = [`)]}'\n${json}`, `)]}'\n${JSON.stringify(frames(json))}`, answer(JSON.parse(json))];
        for (const body of bodies) {
          const { kind, items } = parse(page(body));
          expect(items.length > 0).toBe(kind === "items");
        }
      }),
      { numRuns: 200 },
    );
  });
});

test("each country's list is asked for behind the feeds, as a form that names country and hours", () => {
  const ctx = { now: new Date(), locale: "de-DE", credentials: {}, memory: {} };
  const requests = scanner.first({ ...ctx, config: { geos: ["DE", "FR"], hours: 48 } });
  expect(requests.map(({ key }) => key)).toEqual([
    "trending/DE",
    "trending/FR",
    "trending/DE/48",
    "trending/FR/48",
  ]);
  const list = requests[2];
  expect(list?.url).toBe(
    "https://trends.google.com/_/TrendsUi/data/batchexecute?rpcids=i0OFE&source-path=%2Ftrending&hl=en#DE/48",
  );
  expect(new URLSearchParams(list?.body).get("f.req")).toBe(
    '[[["i0OFE","[null,null,\\"DE\\",0,\\"en\\",48]",null,"generic"]]]',
  );
  expect(list?.redirectHosts).toContain("consent.google.com");
  expect(scanner.first({ ...ctx, config: { geos: ["DE"], wholeList: false } })).toHaveLength(1);
  expect(() => scanner.first({ ...ctx, config: { hours: 12 } })).toThrow(/"hours" one of 4, 24, 48, 168/);
});

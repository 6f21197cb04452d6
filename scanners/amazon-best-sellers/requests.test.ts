import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page, ScanState } from "../scanner";
import { scanner } from "./index";
import { AMAZON_MARKETPLACES, marketplaceOf } from "./marketplaces";
import { listsInMenu } from "./requests";

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/amazon-best-sellers");
const ctx = { now: new Date("2026-11-22T10:00:00Z"), locale: "en-US", credentials: {}, config: {} };

describe("the lists asked for", () => {
  test("ten lists in the United States, with language and currency fixed", () => {
    const requests = scanner.first({ ...ctx, config: { mode: "live" } });
    expect(requests).toHaveLength(10);
    expect(requests[0]).toMatchObject({
      key: "bestsellers/electronics/1",
      url: "https://www.amazon.com/gp/bestsellers/electronics",
      headers: { cookie: "i18n-prefs=USD", "accept-language": "en-US,en;q=0.8" },
    });
  });

  test("slugs differ by country, and the second page is asked for only when wanted", () => {
    const urls = scanner.first({ ...ctx, config: { marketplace: "de", pages: 2 } }).map(({ url }) => url);
    expect(urls.slice(0, 2)).toEqual([
      "https://www.amazon.de/gp/bestsellers/ce-de",
      "https://www.amazon.de/gp/bestsellers/ce-de?pg=2",
    ]);
  });

  test.each(Object.entries(AMAZON_MARKETPLACES))("the table of %s is whole", (_, market) => {
    expect(marketplaceOf(`https://${market.host}/`)?.region).toBe(
      new Intl.Locale(market.language).maximize().region,
    );
    expect(new Set<string>(market.lists).size).toBe(market.lists.length);
    expect(market.lists.length).toBeLessThanOrEqual(20);
  });

  test.each([
    { marketplace: "xx" },
    { lists: ["../gp/cart"] },
    { lists: [] },
    { pages: 9 },
    { discover: 99 },
  ])("%j is refused", (config) => {
    expect(() => scanner.first({ ...ctx, config })).toThrow(/"marketplace" must be one of com, de/);
  });
});

const menu = (slug: string, nodes: number[]) =>
  nodes
    .map((node) => `<a href="/Best-Sellers-X/zgbs/${slug}/${node}/ref=zg_bs_nav_${slug}_1">x</a>`)
    .join("");
const page = (slug: string, body: string, query = ""): Page => ({
  url: `https://www.amazon.com/gp/bestsellers/${slug}${query}`,
  status: 200,
  headers: {},
  body,
  fetchedAt: "2026-11-22T10:00:00.000Z",
  locale: "en-US",
});

describe("lists found in the menu", () => {
  test("one below each list, another every hour, never more than allowed", () => {
    const asked = (now: Date) => {
      const state: ScanState = {};
      return ["electronics", "beauty", "kitchen"].flatMap((slug) =>
        scanner
          .next(page(slug, menu(slug, [1111, 2222, 3333])), state, { ...ctx, now, config: { discover: 2 } })
          .map(({ key }) => key),
      );
    };
    const hours = [10, 11, 12].map((hour) => asked(new Date(Date.UTC(2026, 10, 22, hour))));
    expect(hours.every((keys) => keys.length === 2)).toBe(true);
    expect(new Set(hours.map(([key]) => key))).toEqual(
      new Set([1111, 2222, 3333].map((node) => `bestsellers/electronics/${node}/1`)),
    );
  });

  test("nothing from second pages, lists below, other lists' menus, or lists asked for anyway", () => {
    const next = (at: Page, config = {}) => scanner.next(at, {}, { ...ctx, config });
    expect(next(page("electronics", menu("electronics", [1111]), "?pg=2"))).toEqual([]);
    expect(next(page("electronics/1111", menu("electronics", [2222])))).toEqual([]);
    expect(next(page("electronics", menu("beauty", [1111])))).toEqual([]);
    expect(next(page("electronics", menu("electronics", [1111])), { lists: ["electronics/1111"] })).toEqual(
      [],
    );
    expect(next(page("electronics", menu("electronics", [1111])), { discover: 0 })).toEqual([]);
    expect(next(page("electronics", "<a href='//evil.example/zgbs/x/1'>"))).toEqual([]);
  });

  test.skipIf(!existsSync(RECORDED))("a recorded page names eighteen", () => {
    const body = readFileSync(path.join(RECORDED, "us-electronics-2026-07-19.html"), "utf8");
    const lists = listsInMenu(body);
    expect(lists).toHaveLength(18);
    expect(lists[0]).toBe("electronics/281407");
  });
});

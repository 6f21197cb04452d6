import { describe, expect, test } from "vitest";
import { sighting } from "@/lib/core/sighting";
import { SOURCE_IDS } from "@/lib/core/words";
import { SCANNERS } from "../registry";
import { sampleAsin } from "./addresses";
import {
  answerSampleQuestion,
  SAMPLE_DAYS,
  sampleImagePath,
  samplePages,
  samplePicture,
  searchSampleWeb,
} from "./index";
import { PRODUCTS, THINGS } from "./things";

const NOW = new Date("2026-11-22T10:00:00.000Z");
const DAYS = Array.from({ length: SAMPLE_DAYS }, (_, day) => day);
const SHOWN = SOURCE_IDS.filter((source) => source !== "tiktok" && source !== "pinterest");

describe.each(SOURCE_IDS)("%s", (source) => {
  const scan = (day: number) => samplePages(source, day, NOW).map((page) => SCANNERS[source].parse(page));

  test("its own parser reads every page of every day, at least twenty entries a scan, nothing rejected", () => {
    for (const day of DAYS) {
      const parsed = scan(day);
      expect(
        parsed.map(({ kind }) => kind),
        `day ${day}`,
      ).toEqual(parsed.map(() => "items"));
      expect(
        parsed.flatMap(({ rejects }) => rejects),
        `day ${day}`,
      ).toEqual([]);
      const items = parsed.flatMap((page) => page.items);
      expect(items.length, `day ${day}`).toBeGreaterThanOrEqual(20);
      expect(new Set(items.map(({ externalId }) => externalId)).size, `day ${day}`).toBe(items.length);
      for (const item of items) {
        expect(sighting.safeParse(item).success, item.title).toBe(true);
        expect(item.seenAt).toBe(NOW.toISOString());
      }
    }
  });

  test("the same day is the same bytes, another day is not", () => {
    expect(samplePages(source, 5, NOW)).toEqual(samplePages(source, 5, NOW));
    const bodies = (day: number) =>
      samplePages(source, day, NOW)
        .map(({ body }) => body)
        .join("");
    // Pinterest's week moves with the date alone.
    if (source !== "pinterest") expect(bodies(13)).not.toBe(bodies(0));
    const aYearOn = new Date(NOW.getTime() + 365 * 86_400_000);
    expect(
      samplePages(source, 5, aYearOn).every(({ fetchedAt }) => fetchedAt === aYearOn.toISOString()),
    ).toBe(true);
  });

  test("no date inside lies after the fetch", () => {
    for (const item of scan(13).flatMap((page) => page.items)) {
      for (const [date] of item.series ?? []) expect(Date.parse(date)).toBeLessThanOrEqual(NOW.getTime());
    }
  });

  test("days outside the world are refused", () => {
    for (const day of [-1, 14, 2.5]) expect(() => samplePages(source, day, NOW)).toThrow(RangeError);
  });
});

describe("the world as a whole", () => {
  test("at least twelve products stand in two or more sources under different wording", () => {
    const wordings = PRODUCTS.map(({ seen }) => [
      seen["amazon-best-sellers"]?.title,
      seen["amazon-deals"]?.title,
      seen.tiktok?.tag,
      seen.reddit?.title,
      seen["google-trends"]?.term,
      seen.instagram?.caption,
      seen.pinterest?.keyword,
    ]).map(
      (titles) => new Set(titles.filter((title) => title !== undefined).map((title) => title.toLowerCase())),
    );
    expect(wordings.filter((titles) => titles.size >= 2).length).toBeGreaterThanOrEqual(12);
  });

  test("every source shows things that are no products", () => {
    for (const source of SOURCE_IDS) {
      const beside = THINGS.filter((thing) => thing.kind !== "product" && thing.seen[source] !== undefined);
      // A best-seller list holds nothing else.
      if (source !== "amazon-best-sellers") expect(beside.length, source).toBeGreaterThanOrEqual(5);
    }
  });

  test("slugs, brands' ASINs and pictures are one to a thing", () => {
    expect(new Set(THINGS.map(({ slug }) => slug)).size).toBe(THINGS.length);
    const asins = PRODUCTS.map(({ slug }) => sampleAsin(slug));
    expect(new Set(asins).size).toBe(asins.length);
    for (const asin of asins) expect(asin).toMatch(/^B0SMPL[A-Z2-9]{4}$/);
  });

  test.each(SHOWN)("every picture address of %s leads to a drawing of ours", (source) => {
    const addresses = DAYS.flatMap((day) => samplePages(source, day, NOW))
      .flatMap((page) => SCANNERS[source].parse(page).items)
      .flatMap(({ imageUrl }) => imageUrl ?? []);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses)
      expect(sampleImagePath(address), address).toMatch(/^\/samples\/[a-z0-9-]+\.svg$/);
  });

  test("addresses from elsewhere are no pictures of ours", () => {
    for (const url of [
      "https://samples.invalid/nothing.svg",
      "https://evil.example/split-keyboard.svg",
      "/samples/x.svg",
      "",
    ]) {
      expect(sampleImagePath(url), url).toBeNull();
    }
  });

  test("hashtags and terms, which come without a picture, have one by their wording", () => {
    for (const source of ["tiktok", "pinterest"] as const) {
      const items = samplePages(source, 13, NOW).flatMap((page) => SCANNERS[source].parse(page).items);
      for (const { kind, title } of items)
        if (kind === "term") expect(samplePicture(title), title).not.toBeNull();
    }
    expect(samplePicture("something else")).toBeNull();
  });
});

describe("the sample web", () => {
  const best = SCANNERS["amazon-best-sellers"];
  const titles = samplePages("amazon-best-sellers", 13, NOW).flatMap((page) =>
    best.parse(page).items.map(({ title }) => title),
  );

  test("knows a product by any shop's title, whatever words stand beside it", () => {
    for (const title of titles) {
      const found = searchSampleWeb(`${title} competing listings reviews wholesale price`, NOW);
      expect(found.length, title).toBeGreaterThan(0);
      for (const { url, date } of found) {
        expect(url).toMatch(/^https:\/\/samples\.invalid\//);
        expect(Date.parse(date)).toBeLessThan(NOW.getTime());
      }
    }
  });

  test("says the product's own figures", () => {
    const text = searchSampleWeb("Split keyboard", NOW)
      .map(({ snippet }) => snippet)
      .join(" ");
    expect(text).toContain("about 140 competing listings");
    expect(text).toContain("has 610 reviews");
    expect(text).toContain("$13.60 per unit at MOQ 200");
    expect(searchSampleWeb("insulated handle tumblers", NOW)[0]?.snippet).toContain(
      "5,200 competing listings",
    );
    expect(searchSampleWeb("magnetic building blocks", NOW).at(-1)?.snippet).toContain("Safety recall");
  });

  test("says nothing about things it does not know", () => {
    for (const query of [
      "",
      "garden hose",
      "keyboard",
      "lamp",
      "'; drop table products; --",
      "split ".repeat(50_000),
    ]) {
      expect(searchSampleWeb(query, NOW), query.slice(0, 40)).toEqual([]);
    }
  });
});

test("the four questions bring about seven products and twenty-eight keywords", () => {
  const answers = (["viral-now", "trending-week", "tiktok-trends", "amazon-hot"] as const).map((question) =>
    answerSampleQuestion(question, NOW),
  );
  const products = answers.flatMap((answer) => answer.products);
  const keywords = answers.flatMap((answer) => answer.keywords);
  expect(products).toHaveLength(7);
  expect(new Set(keywords.map(({ keyword }) => keyword)).size).toBe(28);
  for (const { priceLow, priceHigh, evidence } of products) {
    expect(priceLow).toBeLessThan(priceHigh);
    expect(evidence[0]?.url).toMatch(/^https:\/\/samples\.invalid\//);
  }
});

/** `npm run margin` as a person or a script calls it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "margin-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Range = { low: number; likely: number; high: number };
type Answer = {
  fees: Record<string, number>;
  landed: Range | null;
  margin: Range | null;
  currency: string;
  feeCategory: string | null;
  confidence: string | null;
  lines: (Range & { id: string; origin: string; source: string })[];
};

function margin(...given: Record<string, unknown>[]) {
  const file = path.join(folder, "lines.jsonl");
  writeFileSync(file, given.map((line) => JSON.stringify(line)).join("\n"));
  const command = ["--import", "tsx", path.resolve("scripts/margin.ts"), file];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  const answers = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Answer);
  return { status, stderr, answers };
}

const line = (about: Record<string, unknown>) => ({
  marketplace: "amazon",
  category: "Toys and Games",
  price: 40,
  currency: "USD",
  ...about,
});

describe("npm run margin", () => {
  it("answers each line in order, ignoring fields that it does not know", () => {
    const { status, stderr, answers } = margin(
      line({ category: "Clothing and Accessories", price: 15 }),
      line({ category: "clothing & accessories", price: "20.01", colour: "red" }),
      line({ category: "Books / DVD / Music / Software / Video", price: 10 }),
      line({ marketplace: "ebay", category: "Athletic shoes (men/women)", price: 149.99 }),
      line({ marketplace: "tiktok-shop", price: 50 }),
      line({ marketplace: "meta", price: 50 }),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(answers.map(({ fees }) => [fees["referral"], fees["closing"], fees["perOrder"]])).toEqual([
      [0.75, 0, 0],
      [3.4, 0, 0],
      [1.5, 1.8, 0],
      [20.4, 0, 0.4],
      [3, 0, 0],
      [0, 0, 0],
    ]);
    expect(answers.map(({ confidence }) => confidence)).toEqual([
      "official",
      "official",
      "high",
      "high",
      "low",
      null,
    ]);
    expect(answers.every(({ landed, margin: left }) => landed === null && left === null)).toBe(true);
  });

  it("charges the size and weight of a parcel, of the seller's own sending where not by Amazon", () => {
    const weight = { value: 340, unit: "g" };
    const { answers } = margin(
      line({ weight: { value: 2, unit: "oz" }, dimensions: { length: 6, width: 4, height: 0.5 } }),
      line({ weight, dimensions: { length: 30, width: 20, height: 10, unit: "cm" } }),
      line({ weight, fulfilment: "fbm" }),
      line({ weight, fulfilment: 4.2 }),
    );
    // 30 × 20 × 10 cm are 2.634 lb by volume: the row up to 2.75 lb.
    expect(answers.map(({ fees }) => [fees["fulfilment"], fees["surcharge"]])).toEqual([
      [3.32, 0.12],
      [6.26, 0.22],
      [5.5, 0],
      [4.2, 0],
    ]);
  });

  it("takes a person's figures in place of ours, as amounts, ranges and percentages", () => {
    const { answers } = margin(
      line({
        cost: 10,
        freight: 1,
        duty: { percent: 10 },
        packaging: { low: 0.5, likely: 0.6, high: 0.7 },
        referral: { percent: 12 },
        fulfilment: 5,
        payment: 0.5,
        returns: 1,
        advertising: { low: 5, likely: 10, high: 15, percent: true },
      }),
    );
    const [answer] = answers;
    // 10 + 1 + 1 + 0.60 + 4.80 + 5 + 0.50 + 1 + 4 = 27.90 of 40.
    expect(answer?.landed).toEqual({ low: 25.8, likely: 27.9, high: 30 });
    expect(answer?.margin).toEqual({ low: 25, likely: 30.25, high: 35.5 });
    expect(new Set(answer?.lines.map(({ origin }) => origin))).toEqual(new Set(["person"]));
  });

  it("answers in the home currency, and says on standard error which rates are old", () => {
    const { status, stderr, answers } = margin(
      line({ price: 146.9, currency: "AED", cost: 5, homeCurrency: "USD" }),
      line({ price: 40, currency: "eur", cost: { likely: 500, currency: "INR" } }),
    );
    expect(status).toBe(0);
    expect(stderr.trim()).toBe("Exchange rates more than 90 days old: EUR (2024-12-31), INR (2024-12-31).");
    expect(answers.map(({ currency, fees }) => [currency, fees["referral"]])).toEqual([
      ["USD", 6],
      ["EUR", 6],
    ]);
  });

  it("takes a marketplace as people write it, and dollars where no currency is known", () => {
    const { status, answers } = margin(line({ currency: null, marketplace: "TikTok_Shop" }));
    const [same] = margin(line({ marketplace: "tiktok-shop" })).answers;
    expect({ status, answer: answers[0] }).toEqual({ status: 0, answer: same });
  });

  it.each([
    [{ currency: "XTS" }, /no exchange rate for XTS/],
    [{ currency: "euros" }, /currency: must be an ISO 4217/],
    [{ price: -1 }, /price must be above zero/],
    [{ price: 1e12 }, /too large/],
    [{ cost: { low: 5, likely: 4, high: 6 } }, /low, likely and high/],
    [{ cost: "cheap" }, /cost: must be a number/],
    [{ weight: { value: 1, unit: "stone" } }, /weight.unit: must be one of/],
    [{ dimensions: { length: 1, width: 0, height: 1 } }, /side/],
    [{ duty: { low: -1, likely: 2 } }, /Duty: low, likely and high/],
    [{ returnsRate: 250 }, /0 to 100/],
  ])("refuses %j with one line that names it", (wrong, sentence) => {
    const { status, stderr, answers } = margin(line({}), line({ currency: "EUR" }), line(wrong));
    expect({ status, answers }).toEqual({ status: 2, answers: [] });
    expect(stderr).toMatch(/line 3: /);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

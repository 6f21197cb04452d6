import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { listAudit } from "@/db/queries/audit";
import { listStatements } from "@/db/queries/cost-statements";
import { insertRun } from "@/db/queries/products";
import { readProduct } from "@/db/queries/pages/product";
import { analysisRuns, products } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { fixedClock } from "@/lib/core/clock";
import type { Dossier, EvidenceItem } from "@/lib/core/evidence";
import type { StatedFigure } from "@/lib/core/statement";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { DEFAULT_EXCHANGE_RATES } from "@/lib/economics/exchange-rates";
import { setRate } from "@/lib/economics/set-rate";
import { usePublisher } from "@/lib/steps/publish";
import { stateMoney } from "./state-money";

let open: OpenDatabase;
const ctxWith = (settings: Record<string, string> = {}): Ctx => ({
  actor: { kind: "person", id: "ada", name: "Ada", role: "reviewer" },
  db: open.db,
  clock: fixedClock("2026-03-02T10:00:00Z"),
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test", ...settings }),
});

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async () => {});
});
beforeEach(() => emptyTables(open.db));
afterAll(() => open.close());

const item = (id: string, about: Partial<EvidenceItem>): EvidenceItem => ({
  id,
  metric: "price",
  origin: "amazon-best-sellers",
  text: "",
  value: null,
  unit: null,
  range: null,
  points: null,
  url: null,
  seenAt: "2026-03-01T00:00:00Z",
  ...about,
});

/** A product that a run has judged: $40, few competitors, no cost of its own. */
async function judgedProduct(title: string, basis?: Partial<Record<string, unknown>>) {
  const [product] = await open.db.insert(products).values({ title, status: "PENDING_REVIEW" }).returning();
  const productId = product?.id ?? 0;
  const dossier: Dossier = {
    productId,
    title,
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: "2026-03-01T00:00:00Z",
    items: [
      item("E1", { value: 40, unit: "USD" }),
      item("E2", { metric: "competing-listings", origin: "web", value: 40, unit: "count" }),
      item("E3", { metric: "review-count", value: 100, unit: "count" }),
    ],
    ...(basis ? { basis: { homeMarket: "amazon", rates: {}, ownRates: {}, statements: [], ...basis } } : {}),
  };
  const now = new Date("2026-03-01T00:00:00Z");
  await insertRun(open.db, { productId, askedBy: "t", dossier, economics: null, now });
  await open.db.update(analysisRuns).set({ status: "FINISHED", verdict: "REVIEW" });
  return productId;
}

const figure = (likely: number, about: Partial<StatedFigure> = {}): StatedFigure => ({
  low: likely,
  likely,
  high: likely,
  unit: "USD",
  note: "A sample order",
  ...about,
});
const state = (
  productId: number,
  about: Partial<Parameters<typeof stateMoney>[0]["input"]>,
  ctx = ctxWith(),
) => stateMoney({ ctx, input: { productId, input: "unit-cost", place: "all", figure: null, ...about } });

async function page(productId: number) {
  const read = await readProduct(open.db, productId);
  if (!read?.run) throw new Error("the product has a run");
  const economics = read.run.economics as null | {
    marketplace: string;
    landed: { likely: number };
    lines: { id: string; origin: string; likely: number; source: string }[];
    others: { marketplace: string; lines: { id: string; likely: number }[] }[];
  };
  return { product: read.product, run: read.run, economics };
}

describe("a stated unit cost", () => {
  test("brings a margin and another verdict where nothing was known, at once and with one audit row", async () => {
    const id = await judgedProduct("Zzyzx qwv");
    const { judged } = await state(id, { figure: figure(6) });
    expect(judged).toMatchObject({ margin: { from: null }, verdict: { from: "REVIEW" } });
    const { product, run, economics } = await page(id);
    expect(economics?.lines.find((line) => line.id === "unit-cost")).toMatchObject({
      likely: 6,
      origin: "person",
      source: "A sample order, Ada, 2026-03-02",
    });
    expect(run.marginLikely).toBe(judged?.margin.to);
    expect(product).toMatchObject({
      estimatedCost: "6.00",
      potentialMargin: judged?.margin.to,
      verdict: judged?.verdict.to,
      version: 2,
    });
    const { rows } = await listAudit(open.db, { action: "product.money-stated" });
    expect(rows).toMatchObject([
      {
        userId: "ada",
        entityId: String(id),
        details: { input: "unit-cost", place: "all", from: null, to: { likely: 6 }, margin: judged?.margin },
      },
    ]);
  });

  test("that leaves too little rejects, and taken back leaves all as it was", async () => {
    const id = await judgedProduct("Steel tumbler");
    await state(id, { input: "duty", figure: figure(10, { unit: "%" }) });
    const before = await page(id);
    expect((await state(id, { figure: figure(35) })).judged?.verdict.to).toBe("REJECT");
    await state(id, { figure: null });
    const after = await page(id);
    expect(after.economics).toEqual(before.economics);
    expect(after.run.verdictInput).toEqual(before.run.verdictInput);
    expect(after.product.verdict).toBe(before.product.verdict);
    expect(await listStatements(open.db, id)).toHaveLength(1);
    const { rows } = await listAudit(open.db, { action: "product.money-taken-back" });
    expect(rows).toMatchObject([{ details: { from: { likely: 35 }, to: null } }]);
  });

  test("goes before a quote, a quote before our table", async () => {
    const id = await judgedProduct("Steel tumbler");
    const origin = async () =>
      (await page(id)).economics?.lines.find((line) => line.id === "unit-cost")?.origin;
    await state(id, { input: "freight", figure: figure(1) });
    expect(await origin()).toBe("table");
    await state(id, { input: "quote", figure: figure(5) });
    expect(await origin()).toBe("quote");
    await state(id, { figure: figure(6) });
    expect(await origin()).toBe("person");
  });
});

describe("other statements", () => {
  test("move the marketplace they name and no other; the price moves them all", async () => {
    const id = await judgedProduct("Steel tumbler");
    await state(id, { input: "fulfilment", place: "ebay", figure: figure(9.99) });
    const { economics } = await page(id);
    const sent = (lines: { id: string; likely: number }[] = []) =>
      lines.find((line) => line.id === "fulfilment")?.likely;
    expect(economics?.marketplace).toBe("amazon");
    expect(economics?.others.map(({ marketplace, lines }) => [marketplace, sent(lines) === 9.99])).toEqual([
      ["ebay", true],
      ["tiktok-shop", false],
      ["meta", false],
    ]);
    expect(sent(economics?.lines)).not.toBe(9.99);
    const { judged } = await state(id, { input: "price", figure: figure(80) });
    expect(judged?.margin.to).toBeGreaterThan(judged?.margin.from ?? 100);
  });

  test("are converted at the rates the run was made with; newer ones serve currencies that it had none for", async () => {
    const euro = { perUsd: 0.5, day: "2026-01-01", source: "then", pegged: false };
    const id = await judgedProduct("Zzyzx qwv", { rates: { ...DEFAULT_EXCHANGE_RATES, EUR: euro } });
    await setRate({
      ctx: ctxWith(),
      input: { currency: "EUR", perUsd: 2, day: "2026-03-01", source: "now" },
    });
    await setRate({
      ctx: ctxWith(),
      input: { currency: "FKP", perUsd: 4, day: "2026-03-01", source: "now" },
    });
    const cost = async () => (await page(id)).product.estimatedCost;
    await state(id, { figure: figure(3, { unit: "EUR" }) });
    expect(await cost()).toBe("6.00");
    await state(id, { figure: figure(8, { unit: "FKP" }) });
    expect(await cost()).toBe("2.00");
  });

  test("wait for the first run where none has been judged", async () => {
    const [product] = await open.db.insert(products).values({ title: "Lamp" }).returning();
    const id = product?.id ?? 0;
    expect(await state(id, { figure: figure(6) })).toEqual({ judged: null });
    expect(await listStatements(open.db, id)).toMatchObject([
      { input: "unit-cost", likely: 6, byName: "Ada" },
    ]);
  });

  test("decide by policy only where manual approval is off", async () => {
    const policy = ctxWith({ REQUIRE_MANUAL_APPROVAL: "false" });
    const id = await judgedProduct("Zzyzx qwv");
    await state(id, { figure: figure(35) });
    expect((await page(id)).product.status).toBe("PENDING_REVIEW");
    const other = await judgedProduct("Zzyzx qwv");
    await state(other, { figure: figure(35) }, policy);
    expect((await page(other)).product.status).toBe("REJECTED");
  });

  test.each([
    [{ figure: figure(-1) }, /from 0/],
    [{ figure: figure(5, { low: 6 }) }, /low must not be above likely/],
    [{ figure: figure(5, { unit: "%" }) }, /not a percentage/],
    [{ figure: figure(0) }, /above zero/],
    [{ figure: figure(5, { unit: "XTS" }) }, /no exchange rate for XTS/],
    [{ place: "ebay", figure: figure(5) }, /wherever it is sold/],
    [{ productId: 999, figure: figure(5) }, /does not exist/],
  ] as const)("%j is refused with a sentence, and nothing is written", async (about, sentence) => {
    const id = await judgedProduct("Zzyzx qwv");
    await expect(state(id, about)).rejects.toThrow(sentence);
    expect(await listStatements(open.db, id)).toEqual([]);
  });
});

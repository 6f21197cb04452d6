import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { ingest } from "@/lib/scanning/ingest";
import { merge } from "@/lib/merging/merge";
import { undoMove } from "@/lib/merging/undo-move";
import { usePublisher } from "@/lib/steps/publish";
import { switchPause } from "@/lib/settings/switch-pause";
import type { OpenDatabase } from "@/db/client";
import { listStatements } from "@/db/queries/cost-statements";
import { listFacts, standingFacts } from "@/db/queries/facts";
import {
  analysisRuns,
  auditLogs,
  outbox,
  productKeys,
  products,
  productSeparations,
  sightings,
} from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { addProduct, type ByHand } from "./add-product";
import type { GivenFacts } from "./given-facts";
import { stateFacts } from "./state-facts";
import { takeBackFact } from "./take-back-fact";

let open: OpenDatabase;
let ctx: Ctx;
let clock: ReturnType<typeof fixedClock>;
const nothing: GivenFacts = {
  price: null,
  cost: null,
  costBy: "person",
  source: "",
  weight: null,
  category: null,
  note: null,
};
const byHand = (what: string, rest: Partial<ByHand> = {}): ByHand => ({
  what,
  name: null,
  imageUrl: null,
  facts: nothing,
  same: null,
  another: false,
  ...rest,
});
const add = (what: string, rest: Partial<ByHand> = {}) => addProduct({ ctx, input: byHand(what, rest) });
const usd = (amount: string) => ({ amount, currency: "USD" });
const newestRun = async () => (await open.db.select().from(analysisRuns)).at(-1);

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async () => {});
});
beforeEach(async () => {
  await emptyTables(open.db);
  clock = fixedClock("2026-03-02T10:00:00Z");
  ctx = {
    actor: { kind: "person", id: "ada", name: "Ada", role: "reviewer" },
    db: open.db,
    clock,
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  };
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

async function scanned(title: string, url?: string): Promise<number> {
  const seenAt = clock.now().toISOString();
  const sighting = { kind: "product" as const, externalId: title, title, seenAt, ...(url && { url }) };
  await open.db.transaction((tx) =>
    ingest({
      ctx: { ...ctx, db: tx },
      input: { origin: "reddit", mode: "live", scanId: null, sightings: [sighting] },
    }),
  );
  return (await open.db.select().from(products)).at(-1)?.id ?? 0;
}

describe("adding a product by hand", () => {
  test("writes the product, its sighting, its facts and its audit row, and starts the analysis", async () => {
    const facts: GivenFacts = {
      ...nothing,
      price: usd("29.90"),
      cost: usd("7.25"),
      costBy: "quote",
      source: "mail of a supplier",
      weight: { value: 450, unit: "g" },
      note: "Asked for in the shop twice a week.",
    };
    const added = await add("https://shop.example/products/glow-frisbee-ring?utm_source=x", { facts });
    expect(added).toMatchObject({ kind: "added", isNew: true, paused: false });
    const [product] = await open.db.select().from(products);
    expect(product).toMatchObject({
      title: "Glow frisbee ring",
      status: "ANALYZING",
      sourceUrl: "https://shop.example/products/glow-frisbee-ring",
    });
    const [seen] = await open.db.select().from(sightings);
    expect(seen).toMatchObject({ origin: "person", mode: "live", productId: product?.id });
    const run = await newestRun();
    expect(run?.askedBy).toBe("ada");
    const stated = run?.dossier.items.filter(({ origin }) => origin === "person") ?? [];
    expect(stated.map(({ metric, value, unit }) => [metric, value, unit])).toEqual(
      expect.arrayContaining([
        ["price", 29.9, "USD"],
        ["weight", 450, "g"],
        ["note", null, null],
        ["cost", 7.25, "USD"],
      ]),
    );
    // A quote stands above every estimate.
    const cost = run?.dossier.items.filter(({ metric }) => metric === "cost").map(({ origin }) => origin);
    expect(cost).toEqual(["person"]);
    const steps = await open.db.select().from(outbox);
    expect(steps.map(({ step }) => step)).toEqual(["run-agent"]);
    const audited = (await open.db.select().from(auditLogs)).map(({ action, userId }) => [action, userId]);
    expect(audited).toContainEqual(["product.add", "ada"]);
    expect(audited.filter(([action]) => action === "fact.state")).toHaveLength(2);
  });

  test("by its ASIN needs a name, because nothing is fetched", async () => {
    expect(await add("B0CRMZHDG8")).toEqual({ kind: "nameless" });
    expect(await add("https://shop.example/item/8842")).toMatchObject({ kind: "nameless" });
    expect(await open.db.select().from(products)).toEqual([]);
    await add("B0CRMZHDG8", { name: "Glow frisbee ring" });
    const keys = (await open.db.select().from(productKeys)).map(({ key }) => key);
    expect(keys).toContain("asin:B0CRMZHDG8");
  });

  test.each(["http://10.0.0.7/x", "javascript:alert(1)"])(
    "%s is refused and nothing is written",
    async (what) => {
      await expect(add(what, { name: "Glow frisbee ring" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      expect(await open.db.select().from(products)).toEqual([]);
    },
  );

  test("while all work is paused the analysis waits, and the answer says so", async () => {
    await switchPause({ ctx, input: { paused: true } });
    expect(await add("Glow frisbee ring")).toMatchObject({ kind: "added", paused: true });
  });
});

describe("what is there already", () => {
  test("is offered by its address, its ASIN or its name, and not written twice", async () => {
    const first = await add("https://www.amazon.com/Glow-Frisbee-Ring/dp/B0CRMZHDG8");
    const id = first.kind === "added" ? first.productId : 0;
    const same = {
      kind: "known",
      known: [{ id, title: "Glow Frisbee Ring", status: "ANALYZING", sure: true }],
    };
    expect(await add("B0CRMZHDG8")).toEqual(same);
    expect(await add("https://amazon.co.uk/dp/B0CRMZHDG8?tag=x", { name: "Else" })).toEqual(same);
    expect(await add("glow frisbee ring")).toEqual(same);
    // Saying that it is another one does not make a second of the same ASIN.
    expect(await add("B0CRMZHDG8", { name: "Else", another: true })).toEqual(same);
    expect(await open.db.select().from(products)).toHaveLength(1);
  });

  test("can be meant: then it is seen once more, and what was said is added to it", async () => {
    const id = await scanned("Glow frisbee ring");
    const facts = { ...nothing, weight: { value: 1, unit: "lb" as const } };
    const added = await add("https://shop.example/p/x", { same: id, facts });
    expect(added).toMatchObject({ kind: "added", productId: id, isNew: false });
    expect((await standingFacts(open.db, id)).map(({ name }) => name)).toEqual(["weight"]);
    // Its address leads there from now on.
    expect(await add("https://shop.example/p/x")).toMatchObject({ kind: "known" });
    // It is being analysed by now: nothing else is started.
    expect(await add("https://shop.example/p/x", { same: id })).toMatchObject({ runId: null });
  });

  test("and only likely the same, it is offered, and told apart where a person says so", async () => {
    const id = await scanned("Owala FreeSip Insulated Stainless Steel Water Bottle 24 oz Black");
    await scanned("Knitted tea cosy");
    const typed = "Owala FreeSip Stainless Steel Insulated Bottle 24oz";
    const offered = await add(typed);
    expect(offered).toMatchObject({ kind: "known", known: [{ id, sure: false }] });
    expect(await add(typed, { another: true })).toMatchObject({ kind: "added", isNew: true });
    expect(await open.db.select().from(productSeparations)).toHaveLength(1);
  });

  test("two who add the same at once make one product", async () => {
    const both = await Promise.all([add("Glow frisbee ring"), add("glow FRISBEE ring")]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["added", "known"]);
    expect(await open.db.select().from(products)).toHaveLength(1);
  });
});

describe("stated facts", () => {
  test("replace one another, keep who said what, and say nothing where nothing changed", async () => {
    const productId = await scanned("Glow frisbee ring");
    const state = (facts: Partial<GivenFacts>) =>
      stateFacts({ ctx, input: { productId, facts: { ...nothing, ...facts } } });
    const weight = { value: 1, unit: "lb" as const };
    expect(await state({ weight, price: usd("20.00") })).toEqual({ stated: ["weight", "price"] });
    expect(await state({ weight, price: usd("20") })).toEqual({ stated: [] });
    expect(await state({ weight: { value: 2, unit: "lb" } })).toEqual({ stated: ["weight"] });
    const history = await listFacts(open.db, productId);
    expect(history.map(({ value, removedBy }) => [Number(value), removedBy])).toEqual([
      [2, null],
      [1, "ada"],
    ]);
    const [newest] = history;
    expect(await takeBackFact({ ctx, input: { productId, factId: newest?.id ?? 0 } })).toEqual({
      label: "Weight",
      judged: null,
    });
    await expect(takeBackFact({ ctx, input: { productId, factId: newest?.id ?? 0 } })).rejects.toThrow(
      "already",
    );
    expect(await standingFacts(open.db, productId)).toEqual([]);
    const audited = (await open.db.select().from(auditLogs)).map(({ action, details }) => [action, details]);
    expect(audited).toContainEqual(["fact.state", { fact: "weight", from: "1 lb", to: "2 lb" }]);
    expect((await listStatements(open.db, productId)).map(({ input, likely }) => [input, likely])).toEqual([
      ["price", 20],
    ]);
  });

  test("go over with a merge, where the other's own counts, and come back with its undo", async () => {
    const [keeper, part] = [await scanned("Glow frisbee ring"), await scanned("Knitted tea cosy")];
    const state = (productId: number, given: Partial<GivenFacts>) =>
      stateFacts({ ctx, input: { productId, facts: { ...nothing, ...given } } });
    await state(keeper, { note: "Ours." });
    await state(part, { note: "Theirs.", weight: { value: 2, unit: "kg" } });
    const versions = new Map((await open.db.select().from(products)).map((row) => [row.id, row.version]));
    const named = (id: number) => ({ id, version: versions.get(id) ?? 0 });
    const merged = await merge({ ctx, input: { product: named(keeper), other: named(part) } });
    const other = merged.keeperId === keeper ? part : keeper;
    const stands = async (id: number) =>
      (await standingFacts(open.db, id)).map(({ words, value }) => words ?? `${Number(value)}`);
    expect(await stands(merged.keeperId)).toHaveLength(2);
    expect(await stands(other)).toEqual([]);
    await undoMove({ ctx, input: { moveId: merged.moveId } });
    expect(await stands(keeper)).toEqual(["Ours."]);
    expect(await stands(part)).toEqual(["2", "Theirs."]);
  });

  test("are refused for a product that is gone", async () => {
    const input = { productId: 4_711, facts: { ...nothing, note: "x" } };
    await expect(stateFacts({ ctx, input })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Database, OpenDatabase } from "@/db/client";
import {
  agentReports,
  analysisRuns,
  decisions,
  outbox,
  products,
  sightings,
  trendSources,
} from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { AGENT_IDS, type Origin, type ProductStatus } from "@/lib/core/words";
import { listProducts, type ProductCursor } from "./products";
import { readProduct } from "./product";
import { countWaiting, readDeck, readStandingDecision } from "./review";
import { listRuns, readRun } from "./runs";
import { readProductTitles } from "./audit";
import { readToday } from "./today";

const NOW = new Date("2026-03-10T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

let open: OpenDatabase;
let db: Database;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  db = open.db;
});
afterAll(() => open.close());
beforeEach(() => emptyTables(db));

async function product(
  title: string,
  rest: { score?: number | null; status?: ProductStatus; margin?: number } = {},
) {
  const [row] = await db
    .insert(products)
    .values({
      title,
      trendScore: rest.score ?? null,
      status: rest.status ?? "PENDING_REVIEW",
      potentialMargin: rest.margin ?? null,
    })
    .returning();
  if (!row) throw new Error("no row");
  return row.id;
}

async function sighting(productId: number, origin: Origin, mode: "live" | "sample" = "live") {
  const title = "A thing";
  await db.insert(sightings).values({
    productId,
    origin,
    kind: "product",
    externalId: `x${productId}`,
    title,
    detail: { kind: "product", externalId: `x${productId}`, title, seenAt: NOW.toISOString() },
    mode,
    seenAt: NOW,
  });
}

async function run(productId: number, status: "RUNNING" | "FINISHED" | "FAILED", done: number) {
  const dossier = {
    productId,
    title: "A thing",
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: NOW.toISOString(),
    items: [],
  };
  const [row] = await db
    .insert(analysisRuns)
    .values({
      productId,
      status,
      askedBy: "schedule",
      dossier,
      verdict: status === "FINISHED" ? "REVIEW" : null,
    })
    .returning();
  if (!row) throw new Error("no row");
  await db.insert(agentReports).values(
    AGENT_IDS.map((agent, at) => ({
      runId: row.id,
      agent,
      position: at + 1,
      status: at < done ? ("DONE" as const) : ("QUEUED" as const),
      model: at < done ? "rules" : null,
      report:
        agent === "coordinator" && at < done
          ? { recommendedVerdict: "APPROVE", argument: "It sells." }
          : null,
    })),
  );
  return row.id;
}

const titles = (cards: { title: string }[]) => cards.map((card) => card.title);

describe("the deck", () => {
  it("holds what waits for review, the strongest trend first and unknown scores last", async () => {
    await product("unknown");
    await product("weak", { score: 20 });
    await product("strong", { score: 90 });
    await product("decided", { score: 99, status: "APPROVED" });
    expect(titles(await readDeck(db, { at: null, size: 5 }))).toEqual(["strong", "weak", "unknown"]);
    expect(await countWaiting(db)).toBe(3);
  });

  it("begins with the card asked for and goes round at the end", async () => {
    await product("first", { score: 90 });
    await product("second", { score: 50 });
    const third = await product("third", { score: 10 });
    expect(titles(await readDeck(db, { at: third, size: 2 }))).toEqual(["third", "first"]);
  });

  it("begins with the strongest when the card asked for does not wait any more", async () => {
    await product("strongest", { score: 90 });
    const decided = await product("decided", { score: 50, status: "REJECTED" });
    expect(titles(await readDeck(db, { at: decided, size: 2 }))).toEqual(["strongest"]);
  });

  it("shows the newest finished run, who wrote it, and where the product was seen", async () => {
    const id = await product("seen", { score: 1 });
    await sighting(id, "reddit", "sample");
    await sighting(id, "tiktok");
    const finished = await run(id, "FINISHED", 12);
    await run(id, "FAILED", 3);
    const [card] = await readDeck(db, { at: null, size: 1 });
    expect(card?.run).toMatchObject({
      id: finished,
      verdict: "REVIEW",
      models: ["rules"],
      coordinator: { recommendedVerdict: "APPROVE", argument: "It sells." },
    });
    expect(card?.origins.toSorted()).toEqual(["reddit", "tiktok"]);
    expect(card).toMatchObject({ sightings: 2, sampled: true });
  });

  it("says who decided, and forgets a decision that was undone", async () => {
    const id = await product("decided", { status: "REJECTED" });
    const decision = { productId: id, decidedBy: "maria", decidedByName: "Maria", decidedAt: NOW } as const;
    await db.insert(decisions).values({ ...decision, decision: "reject" });
    await db.insert(decisions).values({ ...decision, decision: "approve", undoneAt: NOW, undoneBy: "maria" });
    expect(await readStandingDecision(db, id)).toMatchObject({ decidedByName: "Maria", decision: "reject" });
    expect(await readStandingDecision(db, await product("open"))).toBeNull();
  });
});

describe("the list of products", () => {
  async function walk(sort: "score" | "margin" | "newest"): Promise<string[]> {
    const seen: string[] = [];
    let after: ProductCursor | undefined;
    for (let page = 0; page < 10; page++) {
      const { rows, next } = await listProducts(db, { sort, size: 2, after });
      seen.push(...titles(rows));
      if (!next) return seen;
      after = next;
    }
    throw new Error("The pages do not end.");
  }

  it("pages through every product once, in order, ties and unknown values included", async () => {
    await product("a", { score: 50, margin: 10 });
    await product("b", { score: 50 });
    await product("c", { margin: 30.25 });
    await product("d", { score: 77.96 });
    await product("e");
    expect(await walk("score")).toEqual(["d", "a", "b", "c", "e"]);
    expect(await walk("margin")).toEqual(["c", "a", "b", "d", "e"]);
    expect(await walk("newest")).toEqual(["e", "d", "c", "b", "a"]);
  });

  it("filters by status, by source and by words, and takes wildcards as words", async () => {
    const lamp = await product("Red Desk LAMP 100%", { status: "APPROVED" });
    await sighting(lamp, "pinterest", "sample");
    await product("Desk chair");
    const list = async (input: Partial<Parameters<typeof listProducts>[1]>) =>
      titles((await listProducts(db, { sort: "newest", size: 10, ...input })).rows);
    expect(await list({ status: "APPROVED" })).toEqual(["Red Desk LAMP 100%"]);
    expect(await list({ origin: "pinterest" })).toEqual(["Red Desk LAMP 100%"]);
    expect(await list({ origin: "reddit" })).toEqual([]);
    expect(await list({ search: "lamp desk" })).toEqual(["Red Desk LAMP 100%"]);
    expect(await list({ search: "%" })).toEqual(["Red Desk LAMP 100%"]);
    expect(await list({ search: "d_sk" })).toEqual([]);
  });

  it("names the origins of a product and marks what came from samples", async () => {
    const id = await product("mixed");
    await sighting(id, "reddit", "sample");
    await product("unseen");
    const { rows } = await listProducts(db, { sort: "newest", size: 10 });
    expect(rows.map(({ origins, sampled }) => ({ origins, sampled }))).toEqual([
      { origins: [], sampled: false },
      { origins: ["reddit"], sampled: true },
    ]);
  });
});

describe("a product and its runs", () => {
  it("shows the finished run's reports while a newer run goes on", async () => {
    const id = await product("again");
    const finished = await run(id, "FINISHED", 12);
    const running = await run(id, "RUNNING", 4);
    const page = await readProduct(db, id);
    expect(page?.run?.id).toBe(finished);
    expect(page?.steps.map((step) => step.agent)).toEqual([...AGENT_IDS]);
    expect(page?.newestRun?.id).toBe(running);
  });

  it("knows no product and no run that is not there", async () => {
    expect(await readProduct(db, 4711)).toBeNull();
    expect(await readRun(db, 4711)).toBeNull();
  });

  it("lists runs newest first with their progress, page by page", async () => {
    const ids = [];
    for (const title of ["one", "two", "three"]) ids.push(await run(await product(title), "FINISHED", 12));
    const first = await listRuns(db, { size: 2 });
    expect(first.rows.map((row) => [row.title, row.stepsDone, row.steps])).toEqual([
      ["three", 12, 12],
      ["two", 12, 12],
    ]);
    const second = await listRuns(db, { size: 2, below: first.next ?? undefined });
    expect(titles(second.rows)).toEqual(["one"]);
    expect(second.next).toBeNull();
    expect(titles((await listRuns(db, { size: 5, status: "FAILED" })).rows)).toEqual([]);
  });
});

describe("today", () => {
  it("is empty and in order on a fresh database", async () => {
    const today = await readToday(db, NOW);
    expect(today).toMatchObject({ byStatus: {}, running: [], brokenSources: [], failedRuns: [], stuck: 0 });
    expect(today.spend).toEqual({ calls: 0, paidCalls: 0, usd: 0 });
  });

  it("counts what waits and runs, and names what is broken", async () => {
    await product("waits");
    const running = await product("runs", { status: "ANALYZING" });
    await run(running, "RUNNING", 3);
    const failed = await product("failed", { status: "ANALYSIS_FAILED" });
    await run(failed, "FAILED", 2);
    const healed = await product("healed", { status: "DISCOVERED" });
    await run(healed, "FAILED", 2);
    await run(healed, "FINISHED", 12);
    await db.insert(trendSources).values([
      { name: "reddit", sourceType: "xml", state: "blocked", stateWhy: "robot check" },
      { name: "tiktok", sourceType: "json", state: "failed", enabled: false },
    ]);
    const message = { step: "run-agent", payload: {}, republishAfter: NOW };
    await db.insert(outbox).values([
      { ...message, dedupeId: "old", createdAt: ago(30) },
      { ...message, dedupeId: "waits for later", createdAt: ago(30), notBefore: ago(-60) },
      { ...message, dedupeId: "received", createdAt: ago(30), receivedAt: ago(29) },
      { ...message, dedupeId: "young", createdAt: ago(1) },
    ]);
    const today = await readToday(db, NOW);
    expect(today.byStatus).toMatchObject({ PENDING_REVIEW: 1, ANALYZING: 1, ANALYSIS_FAILED: 1 });
    expect(today.running).toMatchObject([{ title: "runs", stepsDone: 3, steps: 12 }]);
    expect(titles(today.failedRuns)).toEqual(["failed"]);
    expect(today.brokenSources).toMatchObject([{ name: "reddit", why: "robot check" }]);
    expect(today.stuck).toBe(1);
  });

  it("lists the finds of the newest day first, and of one day the strongest first", async () => {
    const found = async (title: string, minutes: number, score?: number) => {
      const id = await product(title, { score: score ?? null });
      await db
        .update(products)
        .set({ discoveredAt: ago(minutes) })
        .where(eq(products.id, id));
    };
    await found("weak", 10, 20);
    await found("strong", 50, 90);
    await found("unscored", 5);
    await found("yesterday", 24 * 60, 99);
    expect(titles((await readToday(db, NOW)).newest)).toEqual(["strong", "weak", "unscored", "yesterday"]);
  });
});

describe("audit", () => {
  it("finds the titles of products by the ids in the log, and passes over what is no product's", async () => {
    const id = String(await product("Lamp"));
    expect(await readProductTitles(db, [id, id, "999999", "ada", ""])).toEqual(new Map([[id, "Lamp"]]));
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Verdict } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { SCHEDULE } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { abandonListing } from "@/lib/posting/abandon-listing";
import { recordByHand } from "@/lib/posting/record-by-hand";
import { useMarketplaces, type MarketplaceAdapter } from "@/lib/posting/marketplace";
import { UNDO_WINDOW_MS } from "@/lib/posting/plan-postings";
import { executeStep } from "@/lib/steps/execute";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { analysisRuns, decisions, outbox, platformListings, postingAttempts, products } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { decide } from "@/lib/review/decide";
import { decideByPolicy } from "@/lib/review/decide-by-policy";
import { undo } from "@/lib/review/undo";

let open: OpenDatabase;
const clock = fixedClock("2026-03-02T10:00:00Z");
const ctxWith = (settings: Record<string, string>, actor: Ctx["actor"] = SCHEDULE): Ctx => ({
  actor,
  db: open.db,
  clock,
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test", ...settings }),
});
const maria: Ctx["actor"] = { kind: "person", id: "maria", name: "Maria", role: "reviewer" };

/** A marketplace that remembers what it was sent; sending the same SKU twice lists once. */
function shop(): MarketplaceAdapter & { listed: Map<string, string>; submits: number } {
  const listed = new Map<string, string>();
  return {
    id: "ebay",
    listed,
    submits: 0,
    connected: () => true,
    map: (product) => ({
      draft: { title: product.title, description: "", price: "19.99", currency: "USD", imageUrl: null },
    }),
    async submit(draft, sku) {
      this.submits += 1;
      listed.set(sku, draft.title);
    },
    find: async (sku) => (listed.has(sku) ? { listingId: "1", url: "https://shop.example/1" } : null),
  };
}

async function waiting() {
  const [product] = await open.db
    .insert(products)
    .values({ title: "Lamp", status: "PENDING_REVIEW" })
    .returning();
  const productId = product?.id ?? 0;
  const dossier = {
    productId,
    title: "",
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: "",
    items: [],
  };
  const [run] = await open.db
    .insert(analysisRuns)
    .values({ productId, askedBy: "t", status: "FINISHED", dossier })
    .returning();
  return { productId, runId: run?.id ?? 0 };
}

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async () => {});
});
beforeEach(async () => {
  useMarketplaces({});
  await emptyTables(open.db);
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

describe("REQUIRE_MANUAL_APPROVAL", () => {
  const cases: [string, Verdict, string, boolean | null][] = [
    ["true", "APPROVE", "PENDING_REVIEW", null],
    ["true", "REVIEW", "PENDING_REVIEW", null],
    ["true", "REJECT", "PENDING_REVIEW", null],
    ["false", "APPROVE", "APPROVED", false],
    ["false", "REVIEW", "PENDING_REVIEW", null],
    ["false", "REJECT", "REJECTED", false],
  ];
  test.each(cases)("%s: a verdict of %s leaves the product %s", async (value, verdict, status, byUser) => {
    const subject = await waiting();
    await decideByPolicy({
      ctx: ctxWith({ REQUIRE_MANUAL_APPROVAL: value }),
      input: { ...subject, verdict },
    });
    const [product] = await open.db.select().from(products);
    expect(product).toMatchObject({ status, approvedByUser: byUser });
    const made = await open.db.select().from(decisions);
    expect(made.map((row) => row.decidedBy)).toEqual(status === "PENDING_REVIEW" ? [] : ["policy"]);
  });
});

describe("AUTO_POST_ENABLED", () => {
  test("off: an approval queues no posting, whatever is connected", async () => {
    useMarketplaces({ ebay: shop() });
    const { productId } = await waiting();
    await decide({
      ctx: ctxWith({ AUTO_POST_ENABLED: "false" }, maria),
      input: { productId, decision: "approve" },
    });
    expect(await open.db.select().from(outbox)).toEqual([]);
    expect(await open.db.select().from(platformListings)).toEqual([]);
  });

  test("on: each connected marketplace gets one posting, due when the undo window has passed", async () => {
    const ebay = shop();
    useMarketplaces({ ebay, amazon: { ...shop(), id: "amazon", connected: () => false } });
    const ctx = ctxWith({ AUTO_POST_ENABLED: "true" }, maria);
    const { productId } = await waiting();
    await decide({ ctx, input: { productId, decision: "approve" } });
    const due = await open.db.select().from(outbox);
    expect(due).toMatchObject([
      { step: "post-listing", notBefore: new Date(clock.now().getTime() + UNDO_WINDOW_MS) },
    ]);
    const body = { ...due[0]?.payload, outboxId: due[0]?.id };
    clock.advance(UNDO_WINDOW_MS);
    expect(await executeStep({ ctx, step: "post-listing", body })).toBe("done");
    expect(await executeStep({ ctx, step: "post-listing", body })).toBe("lost");
    expect(ebay.submits).toBe(1);
    expect(await open.db.select().from(platformListings)).toMatchObject([
      { platform: "ebay", listingStatus: "LIVE" },
    ]);
    expect(await open.db.select().from(postingAttempts)).toMatchObject([{ status: "CONFIRMED" }]);
    expect(await open.db.select().from(products)).toMatchObject([{ status: "POSTED" }]);
  });

  test("on, and undone inside the window: nothing is posted", async () => {
    const ebay = shop();
    useMarketplaces({ ebay });
    const ctx = ctxWith({ AUTO_POST_ENABLED: "true" }, maria);
    const { productId } = await waiting();
    await decide({ ctx, input: { productId, decision: "approve" } });
    await undo({ ctx, input: { productId } });
    const [due] = await open.db.select().from(outbox);
    const body = { ...due?.payload, outboxId: due?.id };
    expect(await executeStep({ ctx, step: "post-listing", body })).toBe("lost");
    expect(ebay.submits).toBe(0);
  });

  test("on, undone and approved again: the first message does not cut the second undo window short", async () => {
    const ebay = shop();
    useMarketplaces({ ebay });
    const ctx = ctxWith({ AUTO_POST_ENABLED: "true" }, maria);
    const { productId } = await waiting();
    await decide({ ctx, input: { productId, decision: "approve" } });
    clock.advance(UNDO_WINDOW_MS - 60_000);
    await undo({ ctx, input: { productId } });
    await decide({ ctx, input: { productId, decision: "approve" } });
    const [first, second] = (await open.db.select().from(outbox)).map((row) => ({
      ...row.payload,
      outboxId: row.id,
    }));
    clock.advance(60_000);
    expect(await executeStep({ ctx, step: "post-listing", body: first })).toBe("lost");
    expect(ebay.submits).toBe(0);
    clock.advance(UNDO_WINDOW_MS - 60_000);
    expect(await executeStep({ ctx, step: "post-listing", body: second })).toBe("done");
    expect(ebay.submits).toBe(1);
  });

  test("on, then switched off before the posting is due: nothing is posted", async () => {
    const ebay = shop();
    useMarketplaces({ ebay });
    const { productId } = await waiting();
    await decide({
      ctx: ctxWith({ AUTO_POST_ENABLED: "true" }, maria),
      input: { productId, decision: "approve" },
    });
    clock.advance(UNDO_WINDOW_MS);
    const [due] = await open.db.select().from(outbox);
    const body = { ...due?.payload, outboxId: due?.id };
    expect(await executeStep({ ctx: ctxWith({}, maria), step: "post-listing", body })).toBe("lost");
    expect(ebay.submits).toBe(0);
  });

  test.each([
    ["before the marketplace was called", { map: () => ({ errors: ["Needs a price."] }) }],
    ["by the marketplace", { submit: () => Promise.reject(new Error("Out of order.")) }],
  ])("on, and refused %s: the reason stands, and a person can post by hand", async (_when, broken) => {
    useMarketplaces({ ebay: { ...shop(), ...broken } });
    const ctx = ctxWith({ AUTO_POST_ENABLED: "true" }, maria);
    const { productId } = await waiting();
    await decide({ ctx, input: { productId, decision: "approve" } });
    clock.advance(UNDO_WINDOW_MS);
    const [due] = await open.db.select().from(outbox);
    const body = { ...due?.payload, outboxId: due?.id };
    await expect(executeStep({ ctx, step: "post-listing", body })).rejects.toThrow();
    const [listing] = await open.db.select().from(platformListings);
    const listingId = listing?.id ?? 0;
    const givenUp = { ctx, input: { listingId, error: "It was refused." } };
    expect(await abandonListing(givenUp)).toBe(true);
    expect(await abandonListing(givenUp)).toBe(false);
    expect(await open.db.select().from(postingAttempts)).toMatchObject([
      { status: "FAILED", error: "It was refused." },
    ]);
    expect(await executeStep({ ctx, step: "post-listing", body })).toBe("lost");
    const listingUrl = "https://shop.example/2";
    await recordByHand({ ctx, input: { productId, platform: "ebay", listingUrl } });
    expect(await open.db.select().from(platformListings)).toMatchObject([
      { listingStatus: "LIVE", listingUrl },
    ]);
  });

  test("on, with REJECT: nothing is posted", async () => {
    useMarketplaces({ ebay: shop() });
    const { productId } = await waiting();
    await decide({
      ctx: ctxWith({ AUTO_POST_ENABLED: "true" }, maria),
      input: { productId, decision: "reject" },
    });
    expect(await open.db.select().from(outbox)).toEqual([]);
  });
});

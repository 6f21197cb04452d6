import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  LISTING_STATUSES,
  mayMove,
  MARKETPLACES,
  PRODUCT_STATUSES,
  PRODUCT_TRANSITIONS,
  RUN_STATUSES,
  type ListingStatus,
  type ProductStatus,
  type RunStatus,
} from "@/lib/core/words";
import type { OpenDatabase } from "../client";
import { analysisRuns, auditLogs, platformListings, products } from "../schema";
import { testPglite } from "../testing";
import { moveListing } from "./listings";
import { moveProduct } from "./move-product";
import { moveRun } from "./move-run";

const now = new Date("2026-03-02T10:00:00Z");
let open: OpenDatabase;

/** The transitions as the design states them, written out again on purpose. */
const ALLOWED = new Set([
  "DISCOVERED>ANALYZING",
  "ANALYZING>PENDING_REVIEW",
  "ANALYZING>DISCOVERED",
  "ANALYZING>ANALYSIS_FAILED",
  "ANALYSIS_FAILED>ANALYZING",
  "PENDING_REVIEW>ANALYZING",
  "REJECTED>ANALYZING",
  "PENDING_REVIEW>APPROVED",
  "PENDING_REVIEW>REJECTED",
  "APPROVED>POSTED",
  "APPROVED>PENDING_REVIEW",
  "REJECTED>PENDING_REVIEW",
]);
const pairs = PRODUCT_STATUSES.flatMap((from) => PRODUCT_STATUSES.map((to) => [from, to] as const));

async function productIn(status: ProductStatus): Promise<number> {
  const [row] = await open.db.insert(products).values({ title: "Lamp", status }).returning();
  return row?.id ?? 0;
}

const auditOf = (id: number) =>
  open.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, String(id)));

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
afterAll(() => open.close());

describe("a product", () => {
  test.each(pairs)("%s → %s is allowed exactly where the design says so", async (from, to) => {
    const id = await productIn(from);
    const moved = await moveProduct(open.db, { id, to, now, by: "tester" });
    const [row] = await open.db.select().from(products).where(eq(products.id, id));
    const audit = await auditOf(id);
    if (ALLOWED.has(`${from}>${to}`)) {
      expect(moved).toMatchObject({ status: to, version: 2 });
      expect(row?.status).toBe(to);
      expect(audit).toMatchObject([{ entityType: "product", entityId: String(id), userId: "tester" }]);
    } else {
      expect(moved).toBeNull();
      expect(row).toMatchObject({ status: from, version: 1 });
      expect(audit).toEqual([]);
    }
  });

  test("the transition table and the design agree in full", () => {
    const listed = PRODUCT_STATUSES.flatMap((from) => PRODUCT_TRANSITIONS[from].map((to) => `${from}>${to}`));
    expect(new Set(listed)).toEqual(ALLOWED);
  });

  test("a caller who read an older version loses, and nothing is written", async () => {
    const id = await productIn("PENDING_REVIEW");
    expect(await moveProduct(open.db, { id, to: "APPROVED", version: 7, now, by: "late" })).toBeNull();
    expect(await moveProduct(open.db, { id, to: "APPROVED", version: 1, now, by: "first" })).not.toBeNull();
    expect(await auditOf(id)).toHaveLength(1);
  });

  test("a status outside the words is refused by the database itself", async () => {
    const wrong = open.db.insert(products).values({ title: "x", status: "SOLD" as ProductStatus });
    await expect(wrong).rejects.toMatchObject({ cause: { code: "23514" } });
  });
});

const RUN_ALLOWED = new Set([
  "QUEUED>RUNNING",
  "QUEUED>FAILED",
  "RUNNING>FINISHED",
  "RUNNING>FAILED",
  "FAILED>RUNNING",
]);

describe("a run", () => {
  const runPairs = RUN_STATUSES.flatMap((from) =>
    RUN_STATUSES.map((to) => [from, to] as [RunStatus, RunStatus]),
  );
  test.each(runPairs)("%s → %s is allowed exactly where the table says so", async (from, to) => {
    const productId = await productIn("ANALYZING");
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
      .values({ productId, askedBy: "t", status: from, dossier })
      .returning();
    const moved = await moveRun(open.db, { id: run?.id ?? 0, to });
    expect(moved !== null).toBe(RUN_ALLOWED.has(`${from}>${to}`));
  });
});

const LISTING_ALLOWED = new Set([
  "DRAFT>VALIDATED",
  "DRAFT>LIVE",
  "VALIDATED>SUBMITTED",
  "SUBMITTED>LIVE",
  "SUBMITTED>REJECTED",
  "SUBMITTED>NEEDS_ATTENTION",
  // A posting that the queue gives up, whatever it had come to, and the posting by hand after it.
  "DRAFT>NEEDS_ATTENTION",
  "VALIDATED>NEEDS_ATTENTION",
  "NEEDS_ATTENTION>LIVE",
  "LIVE>WITHDRAWN",
]);

describe("a listing", () => {
  const listingPairs = LISTING_STATUSES.flatMap((from) =>
    LISTING_STATUSES.map((to) => [from, to] as [ListingStatus, ListingStatus]),
  );
  test.each(listingPairs)("%s → %s is allowed exactly where the table says so", async (from, to) => {
    const productId = await productIn("APPROVED");
    const [platform] = MARKETPLACES;
    const [listing] = await open.db
      .insert(platformListings)
      .values({ productId, platform, listingStatus: from })
      .returning();
    const moved = await moveListing(open.db, { id: listing?.id ?? 0, to });
    expect(moved !== null).toBe(LISTING_ALLOWED.has(`${from}>${to}`));
    expect(mayMove("listing", from, to)).toBe(LISTING_ALLOWED.has(`${from}>${to}`));
  });
});

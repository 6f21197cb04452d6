import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { BadRequestError, ConflictError, NotFoundError } from "@/lib/core/errors";
import type { Dossier } from "@/lib/core/evidence";
import type { Sighting } from "@/lib/core/sighting";
import type { Origin, ProductStatus } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { ingest } from "@/lib/scanning/ingest";
import type { OpenDatabase } from "@/db/client";
import { findKeeper, listMoves } from "@/db/queries/product-moves";
import {
  analysisRuns,
  auditLogs,
  decisions,
  modelCalls,
  platformListings,
  products,
  sightings,
} from "@/db/schema";
import { emptyTables, runStatement, testPglite, testPostgres } from "@/db/testing";
import { merge } from "./merge";
import { split } from "./split";
import { tellApart } from "./tell-apart";
import { undoMove } from "./undo-move";

const clock = fixedClock("2026-03-02T10:00:00Z");
const thing = (title: string, more: Partial<Sighting> = {}): Sighting => {
  clock.advance(1_000);
  return {
    kind: "product",
    externalId: title.slice(0, 40),
    title,
    seenAt: clock.now().toISOString(),
    ...more,
  };
};

const lamp = () =>
  thing("Walnut floor lamp Orvel KX300", { url: "https://shop.example/lamp", externalId: "lamp" });
const mug = () =>
  thing("Copper camping mug Tarn engraved", { url: "https://shop.example/mug", externalId: "mug" });

const DOSSIER: Dossier = {
  productId: 1,
  title: "Lamp",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "",
  items: [],
};

/** Everything that a merge may touch, as the database writes it down; versions grow by an undo and are left out. */
const SNAPSHOT = `select jsonb_build_object(
  'products', (select jsonb_agg(to_jsonb(p) - 'version' order by id) from products p),
  'sightings', (select jsonb_agg(to_jsonb(s) order by id) from sightings s),
  'keys', (select jsonb_agg(to_jsonb(k) order by key) from product_keys k),
  'runs', (select jsonb_agg(to_jsonb(r) order by id) from analysis_runs r),
  'decisions', (select jsonb_agg(to_jsonb(d) order by id) from decisions d),
  'calls', (select jsonb_agg(to_jsonb(c) order by id) from model_calls c),
  'facts', (select jsonb_agg(to_jsonb(f) order by id) from product_facts f),
  'listings', (select jsonb_agg(to_jsonb(l) order by id) from platform_listings l),
  'suggestions', (select jsonb_agg(to_jsonb(g) order by low_id, high_id) from product_suggestions g),
  'separations', (select jsonb_agg(to_jsonb(g) order by low_id, high_id) from product_separations g),
  'words', (select jsonb_agg(to_jsonb(w) order by product_id) from product_words w),
  'counts', (select jsonb_agg(to_jsonb(c) order by word) from word_counts c where products > 0)
)::text as everything`;

describe.each(["pglite", "postgres"] as const)("on %s", (kind) => {
  describe.skipIf(kind === "postgres" && !inject("postgres"))("merging", () => {
    let open: OpenDatabase;
    beforeAll(async () => {
      open = kind === "pglite" ? await testPglite(inject("migratedDump")) : await testPostgres("merging");
    });
    afterAll(() => open.close());

    const as = (name: string | null): Ctx => ({
      actor: name ? { kind: "person", id: name.toLowerCase(), name, role: "reviewer" } : SCHEDULE,
      db: open.db,
      clock,
      requestId: "req_test",
      env: parseEnv({ NODE_ENV: "test" }),
    });
    const maria = () => as("Maria");
    const see = (origin: Origin, ...seen: Sighting[]) =>
      open.db.transaction((tx) =>
        ingest({
          ctx: { ...as(null), db: tx },
          input: { origin, mode: "live", scanId: null, sightings: seen },
        }),
      );
    const snapshot = async () =>
      (await runStatement<{ everything: string }>(open.db, SNAPSHOT))[0]?.everything;
    const productOf = async (externalId: string) =>
      (await open.db.select().from(sightings).orderBy(sightings.id))
        .filter((row) => row.externalId === externalId)
        .map((row) => row.productId);
    const put = (id: number, status: ProductStatus) =>
      runStatement(open.db, `update products set status = '${status}' where id = ${id}`);

    test("a merge keeps what has come further, and future sightings of either land there", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp(), mug());
      await put(2, "PENDING_REVIEW");
      const merged = await merge({
        ctx: maria(),
        input: { product: { id: 1, version: 1 }, other: { id: 2 } },
      });
      expect(merged).toMatchObject({ keeperId: 2, keeperTitle: "Copper camping mug Tarn engraved" });
      expect(await open.db.select().from(products)).toMatchObject([
        { id: 2, status: "PENDING_REVIEW", version: 2 },
      ]);
      await see("reddit", lamp());
      expect(await productOf("lamp")).toEqual([2, 2]);
      expect(await findKeeper(open.db, 1)).toBe(2);
      expect(
        (await open.db.select().from(auditLogs)).map((row) => [row.action, row.userId, row.entityId]),
      ).toEqual([
        ["product.merged", "maria", "2"],
        ["product.merged", "maria", "1"],
      ]);
      await expect(merge({ ctx: maria(), input: { product: { id: 2 }, other: { id: 1 } } })).rejects.toThrow(
        "Maria has merged this into “Copper camping mug Tarn engraved” already.",
      );
    });

    test("what must not be merged is refused, and nothing is written", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp(), mug());
      const pair = (version?: number) =>
        merge({ ctx: maria(), input: { product: { id: 1, version }, other: { id: 2 } } });
      for (const [left, right] of [
        ["APPROVED", "APPROVED"],
        ["POSTED", "APPROVED"],
        ["POSTED", "POSTED"],
        ["ANALYZING", "DISCOVERED"],
        ["DISCOVERED", "ANALYZING"],
      ] as const) {
        await put(1, left);
        await put(2, right);
        const before = await snapshot();
        await expect(pair()).rejects.toBeInstanceOf(ConflictError);
        expect(await snapshot()).toBe(before);
      }
      await put(1, "DISCOVERED");
      await put(2, "DISCOVERED");
      await expect(pair(7)).rejects.toThrow("has changed since you opened it");
      const itself = { ctx: maria(), input: { product: { id: 1 }, other: { id: 1 } } };
      await expect(merge(itself)).rejects.toBeInstanceOf(BadRequestError);
      const nobody = { ctx: maria(), input: { product: { id: 1 }, other: { id: 99 } } };
      await expect(merge(nobody)).rejects.toBeInstanceOf(NotFoundError);
    });

    test("merge and undo leave every row as it was, whatever hung on the two", async () => {
      const statuses = ["DISCOVERED", "ANALYSIS_FAILED", "PENDING_REVIEW", "REJECTED", "APPROVED"] as const;
      const wordings = fc.array(fc.constantFrom("lamp", "mug", "kettle", "mat"), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...statuses.slice(0, 4)),
          fc.constantFrom(...statuses),
          wordings,
          fc.record({
            run: fc.boolean(),
            call: fc.boolean(),
            fact: fc.boolean(),
            decision: fc.boolean(),
            draft: fc.boolean(),
            withdrawn: fc.boolean(),
            third: fc.boolean(),
          }),
          async (left, right, extra, on) => {
            await emptyTables(open.db);
            await see("reddit", lamp(), mug());
            for (const word of extra)
              await see(
                "pinterest",
                thing(`Brindle ${word} with 3 parts`, { price: { amount: "12.50", currency: "EUR" } }),
              );
            await put(1, left);
            await put(2, right);
            if (on.run)
              await open.db.insert(analysisRuns).values({
                productId: 1,
                askedBy: "schedule",
                status: "FINISHED",
                dossier: DOSSIER,
              });
            if (on.call)
              await open.db.insert(modelCalls).values({
                productId: 1,
                purpose: "agent",
                provider: "groq",
                model: "m",
                status: "SETTLED",
                reservedUsd: "0.01",
              });
            if (on.fact)
              await runStatement(
                open.db,
                `insert into product_facts (product_id, name, value, unit, stated_by, stated_by_name, stated_at) values (1, 'weight', 1, 'kg', 'maria', 'Maria', now())`,
              );
            if (on.decision)
              await open.db
                .insert(decisions)
                .values({ productId: 1, decision: "reject", decidedBy: "jonas", decidedByName: "Jonas" });
            if (on.draft) await open.db.insert(platformListings).values({ productId: 1, platform: "ebay" });
            if (on.withdrawn)
              await open.db
                .insert(platformListings)
                .values({ productId: 1, platform: "amazon", listingStatus: "WITHDRAWN", revenue: "10.10" });
            if (on.third && extra.length > 0) {
              await tellApart({ ctx: maria(), input: { productId: 1, otherId: 3 } });
            }
            const before = await snapshot();
            const { moveId } = await merge({ ctx: maria(), input: { product: { id: 2 }, other: { id: 1 } } });
            expect(await snapshot()).not.toBe(before);
            clock.advance(60_000);
            await undoMove({ ctx: as("Jonas"), input: { moveId } });
            expect(await snapshot()).toBe(before);
            await expect(undoMove({ ctx: maria(), input: { moveId } })).rejects.toThrow("taken back already");
          },
        ),
        { numRuns: kind === "pglite" ? 25 : 6 },
      );
    }, 120_000);

    test("split and undo leave every row as it was", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
          fc.constantFrom<ProductStatus>("DISCOVERED", "PENDING_REVIEW", "APPROVED", "POSTED"),
          async (going, status) => {
            await emptyTables(open.db);
            const url = "https://shop.example/lamp";
            await see(
              "reddit",
              ...[1, 2, 3, 4, 5].map((n) =>
                thing(`Walnut floor lamp Orvel number ${n}`, {
                  url,
                  externalId: `t${n}`,
                  imageUrl: `https://pic.example/${n}`,
                }),
              ),
            );
            await put(1, status);
            const before = await snapshot();
            const { moveId, newId } = await split({
              ctx: maria(),
              input: { product: { id: 1, version: 1 }, chosen: { sightingIds: going } },
            });
            for (const n of [1, 2, 3, 4, 5])
              expect(await productOf(`t${n}`)).toEqual([going.includes(n) ? newId : 1]);
            await undoMove({ ctx: maria(), input: { moveId } });
            expect(await snapshot()).toBe(before);
          },
        ),
        { numRuns: kind === "pglite" ? 15 : 4 },
      );
    }, 120_000);

    test("no scan rejoins what a person has split, whatever the two share", async () => {
      await emptyTables(open.db);
      const title = "Walnut floor lamp Orvel KX300";
      const [one, other] = ["https://shop.example/one", "https://shop.example/other"];
      const both = () => [
        thing(title, { url: one, externalId: "one" }),
        thing(title, { url: other, externalId: "other" }),
      ];
      await see("reddit", ...both());
      expect(await open.db.select().from(products)).toHaveLength(1);
      const { newId } = await split({
        ctx: maria(),
        input: { product: { id: 1 }, chosen: { key: "url:https://shop.example/other" } },
      });
      await see("reddit", ...both());
      await see("reddit", ...both().toReversed());
      // From elsewhere, by the address alone; and one that carries the address of the one under the id of the other.
      await see(
        "pinterest",
        thing(title, { url: other, externalId: "pin" }),
        thing(title, { url: one, externalId: "pin2" }),
      );
      await see("reddit", thing(title, { url: one, externalId: "other" }));
      expect(await productOf("one")).toEqual([1, 1, 1]);
      expect(await productOf("other")).toEqual([newId, newId, newId, newId]);
      expect(await productOf("pin")).toEqual([newId]);
      expect(await productOf("pin2")).toEqual([1]);
      expect(await open.db.select().from(products)).toHaveLength(2);
      // A person may change their mind: the newest word counts.
      await merge({ ctx: maria(), input: { product: { id: newId }, other: { id: 1 } } });
      await see("reddit", ...both());
      expect(new Set([...(await productOf("one")), ...(await productOf("other"))])).toEqual(new Set([1]));
    });

    test("a split of what shares every key is remembered by the things themselves", async () => {
      await emptyTables(open.db);
      const pair = () => [
        thing("Walnut floor lamp Orvel", { externalId: "a" }),
        thing("Walnut floor lamp Orvel", { externalId: "b" }),
      ];
      await see("tiktok", ...pair());
      const [, second] = await open.db.select().from(sightings).orderBy(sightings.id);
      const { newId } = await split({
        ctx: maria(),
        input: { product: { id: 1 }, chosen: { sightingIds: [second?.id ?? 0] } },
      });
      await see("tiktok", ...pair());
      await see("tiktok", ...pair().toReversed());
      expect(await productOf(second?.externalId ?? "")).toEqual([newId, newId, newId]);
      expect(await productOf(second?.externalId === "a" ? "b" : "a")).toEqual([1, 1, 1]);
    });

    test("all or nothing is no split", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp());
      for (const sightingIds of [[], [1], [99]])
        await expect(
          split({ ctx: maria(), input: { product: { id: 1 }, chosen: { sightingIds } } }),
        ).rejects.toBeInstanceOf(BadRequestError);
    });

    test("what a scan joined by itself stays apart once a person has undone it", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp(), mug());
      const bridge = () =>
        thing("Walnut floor lamp Orvel KX300", { url: "https://shop.example/mug", externalId: "bridge" });
      await see("reddit", bridge());
      expect(await open.db.select().from(products)).toHaveLength(1);
      expect(await findKeeper(open.db, 2)).toBe(1);
      const [move] = await listMoves(open.db, 1);
      await undoMove({ ctx: maria(), input: { moveId: move?.id ?? 0 } });
      expect(await productOf("mug")).toEqual([2]);
      expect(await findKeeper(open.db, 2)).toBeNull();
      await see("reddit", bridge());
      await see("reddit", mug());
      expect(await open.db.select().from(products)).toHaveLength(2);
      expect(new Set(await productOf("mug"))).toEqual(new Set([2]));
    });

    test("merges that chain lead to the last keeper, and are undone from the last", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp(), mug(), thing("Bamboo bath mat Sorrel", { externalId: "mat" }));
      const before = await snapshot();
      const first = await merge({ ctx: maria(), input: { product: { id: 2 }, other: { id: 3 } } });
      const second = await merge({ ctx: maria(), input: { product: { id: 1 }, other: { id: 2 } } });
      expect(await findKeeper(open.db, 3)).toBe(1);
      await expect(undoMove({ ctx: maria(), input: { moveId: first.moveId } })).rejects.toThrow(
        "undo that first",
      );
      await undoMove({ ctx: maria(), input: { moveId: second.moveId } });
      await undoMove({ ctx: maria(), input: { moveId: first.moveId } });
      expect(await snapshot()).toBe(before);
    });

    test("what was decided since stays, and what was seen since goes where it belongs", async () => {
      await emptyTables(open.db);
      await see("reddit", lamp(), mug());
      const { moveId } = await merge({ ctx: maria(), input: { product: { id: 1 }, other: { id: 2 } } });
      await see("reddit", mug());
      await runStatement(open.db, "update products set status = 'REJECTED', version = 9 where id = 1");
      await undoMove({ ctx: maria(), input: { moveId } });
      expect(await productOf("mug")).toEqual([2, 2]);
      expect(await open.db.select().from(products).orderBy(products.id)).toMatchObject([
        { id: 1, status: "REJECTED", version: 10 },
        { id: 2, status: "DISCOVERED" },
      ]);
    });

    test("a thing in several lists at one moment is seen in each", async () => {
      await emptyTables(open.db);
      const seenAt = clock.now().toISOString();
      const rows = ["Kitchen", "Gifts"].map((list) =>
        thing("Walnut floor lamp Orvel KX300", { externalId: "B0LAMP0001", list, seenAt }),
      );
      await see("amazon-best-sellers", ...rows);
      await see("amazon-best-sellers", ...rows);
      expect(await open.db.select().from(sightings)).toHaveLength(2);
    });

    test("every table that belongs to a product is one that a merge knows", async () => {
      const rows = await runStatement<{ name: string }>(
        open.db,
        `
          select distinct c.conrelid::regclass::text as name from pg_constraint c
          where c.contype = 'f' and c.confrelid = 'products'::regclass order by 1`,
      );
      expect(rows.map(({ name }) => name)).toEqual([
        "analysis_runs",
        "decisions",
        "model_calls",
        "platform_listings",
        "product_facts",
        "product_keys",
        "product_separations",
        "product_suggestions",
        "product_words",
        "sightings",
      ]);
    });
  });
});

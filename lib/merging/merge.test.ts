import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { BadRequestError, ConflictError, NotFoundError } from "@/lib/core/errors";
import type { Dossier } from "@/lib/core/evidence";
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
import { emptyTables, runStatement } from "@/db/testing";
import { merge } from "./merge";
import { tellApart } from "./tell-apart";
import { clock, lamp, mug, openWorld, thing, type World } from "./testing";
import { undoMove } from "./undo-move";

const DOSSIER: Dossier = {
  productId: 1,
  title: "Lamp",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "",
  items: [],
};

describe.each(["pglite", "postgres"] as const)("on %s", (kind) => {
  describe.skipIf(kind === "postgres" && !inject("postgres"))("merging", () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(kind, "merging");
    });
    afterAll(() => world.close());

    test("a merge keeps what has come further, and future sightings of either land there", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp(), mug());
      await world.put(2, "PENDING_REVIEW");
      const merged = await merge({
        ctx: world.maria(),
        input: { product: { id: 1, version: 1 }, other: { id: 2 } },
      });
      expect(merged).toMatchObject({ keeperId: 2, keeperTitle: "Copper camping mug Tarn engraved" });
      expect(await world.db.select().from(products)).toMatchObject([
        { id: 2, status: "PENDING_REVIEW", version: 2 },
      ]);
      await world.see("reddit", lamp());
      expect(await world.productOf("lamp")).toEqual([2, 2]);
      expect(await findKeeper(world.db, 1)).toBe(2);
      expect(
        (await world.db.select().from(auditLogs)).map((row) => [row.action, row.userId, row.entityId]),
      ).toEqual([
        ["product.merged", "maria", "2"],
        ["product.merged", "maria", "1"],
      ]);
      await expect(
        merge({ ctx: world.maria(), input: { product: { id: 2 }, other: { id: 1 } } }),
      ).rejects.toThrow("Maria has merged this into “Copper camping mug Tarn engraved” already.");
    });

    test("what must not be merged is refused, and nothing is written", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp(), mug());
      const pair = (version?: number) =>
        merge({ ctx: world.maria(), input: { product: { id: 1, version }, other: { id: 2 } } });
      for (const [left, right] of [
        ["APPROVED", "APPROVED"],
        ["POSTED", "APPROVED"],
        ["POSTED", "POSTED"],
        ["ANALYZING", "DISCOVERED"],
        ["DISCOVERED", "ANALYZING"],
      ] as const) {
        await world.put(1, left);
        await world.put(2, right);
        const before = await world.snapshot();
        await expect(pair()).rejects.toBeInstanceOf(ConflictError);
        expect(await world.snapshot()).toBe(before);
      }
      await world.put(1, "DISCOVERED");
      await world.put(2, "DISCOVERED");
      await expect(pair(7)).rejects.toThrow("has changed since you opened it");
      const itself = { ctx: world.maria(), input: { product: { id: 1 }, other: { id: 1 } } };
      await expect(merge(itself)).rejects.toBeInstanceOf(BadRequestError);
      const nobody = { ctx: world.maria(), input: { product: { id: 1 }, other: { id: 99 } } };
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
            await emptyTables(world.db);
            await world.see("reddit", lamp(), mug());
            for (const word of extra)
              await world.see(
                "pinterest",
                thing(`Brindle ${word} with 3 parts`, { price: { amount: "12.50", currency: "EUR" } }),
              );
            await world.put(1, left);
            await world.put(2, right);
            if (on.run)
              await world.db.insert(analysisRuns).values({
                productId: 1,
                askedBy: "schedule",
                status: "FINISHED",
                dossier: DOSSIER,
              });
            if (on.call)
              await world.db.insert(modelCalls).values({
                productId: 1,
                purpose: "agent",
                provider: "groq",
                model: "m",
                status: "SETTLED",
                reservedUsd: "0.01",
              });
            if (on.fact)
              await runStatement(
                world.db,
                `insert into product_facts (product_id, name, value, unit, stated_by, stated_by_name, stated_at) values (1, 'weight', 1, 'kg', 'maria', 'Maria', now())`,
              );
            if (on.decision)
              await world.db
                .insert(decisions)
                .values({ productId: 1, decision: "reject", decidedBy: "jonas", decidedByName: "Jonas" });
            if (on.draft) await world.db.insert(platformListings).values({ productId: 1, platform: "ebay" });
            if (on.withdrawn)
              await world.db
                .insert(platformListings)
                .values({ productId: 1, platform: "amazon", listingStatus: "WITHDRAWN", revenue: "10.10" });
            if (on.third && extra.length > 0) {
              await tellApart({ ctx: world.maria(), input: { productId: 1, otherId: 3 } });
            }
            const before = await world.snapshot();
            const { moveId } = await merge({
              ctx: world.maria(),
              input: { product: { id: 2 }, other: { id: 1 } },
            });
            expect(await world.snapshot()).not.toBe(before);
            clock.advance(60_000);
            await undoMove({ ctx: world.as("Jonas"), input: { moveId } });
            expect(await world.snapshot()).toBe(before);
            await expect(undoMove({ ctx: world.maria(), input: { moveId } })).rejects.toThrow(
              "taken back already",
            );
          },
        ),
        { numRuns: kind === "pglite" ? 25 : 6 },
      );
    }, 120_000);

    test("what a scan joined by itself stays apart once a person has undone it", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp(), mug());
      const bridge = () =>
        thing("Walnut floor lamp Orvel KX300", { url: "https://shop.example/mug", externalId: "bridge" });
      await world.see("reddit", bridge());
      expect(await world.db.select().from(products)).toHaveLength(1);
      expect(await findKeeper(world.db, 2)).toBe(1);
      const [move] = await listMoves(world.db, 1);
      await undoMove({ ctx: world.maria(), input: { moveId: move?.id ?? 0 } });
      expect(await world.productOf("mug")).toEqual([2]);
      expect(await findKeeper(world.db, 2)).toBeNull();
      await world.see("reddit", bridge());
      await world.see("reddit", mug());
      expect(await world.db.select().from(products)).toHaveLength(2);
      expect(new Set(await world.productOf("mug"))).toEqual(new Set([2]));
    });

    test("merges that chain lead to the last keeper, and are undone from the last", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp(), mug(), thing("Bamboo bath mat Sorrel", { externalId: "mat" }));
      const before = await world.snapshot();
      const first = await merge({ ctx: world.maria(), input: { product: { id: 2 }, other: { id: 3 } } });
      const second = await merge({ ctx: world.maria(), input: { product: { id: 1 }, other: { id: 2 } } });
      expect(await findKeeper(world.db, 3)).toBe(1);
      await expect(undoMove({ ctx: world.maria(), input: { moveId: first.moveId } })).rejects.toThrow(
        "undo that first",
      );
      await undoMove({ ctx: world.maria(), input: { moveId: second.moveId } });
      await undoMove({ ctx: world.maria(), input: { moveId: first.moveId } });
      expect(await world.snapshot()).toBe(before);
    });

    test("what was decided since stays, and what was seen since goes where it belongs", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp(), mug());
      const { moveId } = await merge({ ctx: world.maria(), input: { product: { id: 1 }, other: { id: 2 } } });
      await world.see("reddit", mug());
      await runStatement(world.db, "update products set status = 'REJECTED', version = 9 where id = 1");
      await undoMove({ ctx: world.maria(), input: { moveId } });
      expect(await world.productOf("mug")).toEqual([2, 2]);
      expect(await world.db.select().from(products).orderBy(products.id)).toMatchObject([
        { id: 1, status: "REJECTED", version: 10 },
        { id: 2, status: "DISCOVERED" },
      ]);
    });

    test("a thing in several lists at one moment is seen in each", async () => {
      await emptyTables(world.db);
      const seenAt = clock.now().toISOString();
      const rows = ["Kitchen", "Gifts"].map((list) =>
        thing("Walnut floor lamp Orvel KX300", { externalId: "B0LAMP0001", list, seenAt }),
      );
      await world.see("amazon-best-sellers", ...rows);
      await world.see("amazon-best-sellers", ...rows);
      expect(await world.db.select().from(sightings)).toHaveLength(2);
    });

    test("every table that belongs to a product is one that a merge knows", async () => {
      const rows = await runStatement<{ name: string }>(
        world.db,
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

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { BadRequestError } from "@/lib/core/errors";
import type { ProductStatus } from "@/lib/core/words";
import { products, sightings } from "@/db/schema";
import { emptyTables } from "@/db/testing";
import { merge } from "./merge";
import { split } from "./split";
import { lamp, openWorld, thing, type World } from "./testing";
import { undoMove } from "./undo-move";

describe.each(["pglite", "postgres"] as const)("on %s", (kind) => {
  describe.skipIf(kind === "postgres" && !inject("postgres"))("splitting", () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(kind, "splitting");
    });
    afterAll(() => world.close());

    test("split and undo leave every row as it was", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
          fc.constantFrom<ProductStatus>("DISCOVERED", "PENDING_REVIEW", "APPROVED", "POSTED"),
          async (going, status) => {
            await emptyTables(world.db);
            const url = "https://shop.example/lamp";
            await world.see(
              "reddit",
              ...[1, 2, 3, 4, 5].map((n) =>
                thing(`Walnut floor lamp Orvel number ${n}`, {
                  url,
                  externalId: `t${n}`,
                  imageUrl: `https://pic.example/${n}`,
                }),
              ),
            );
            await world.put(1, status);
            const before = await world.snapshot();
            const { moveId, newId } = await split({
              ctx: world.maria(),
              input: { product: { id: 1, version: 1 }, chosen: { sightingIds: going } },
            });
            for (const n of [1, 2, 3, 4, 5])
              expect(await world.productOf(`t${n}`)).toEqual([going.includes(n) ? newId : 1]);
            await undoMove({ ctx: world.maria(), input: { moveId } });
            expect(await world.snapshot()).toBe(before);
          },
        ),
        { numRuns: kind === "pglite" ? 15 : 4 },
      );
    }, 120_000);

    test("no scan rejoins what a person has split, whatever the two share", async () => {
      await emptyTables(world.db);
      const title = "Walnut floor lamp Orvel KX300";
      const [one, other] = ["https://shop.example/one", "https://shop.example/other"];
      const both = () => [
        thing(title, { url: one, externalId: "one" }),
        thing(title, { url: other, externalId: "other" }),
      ];
      await world.see("reddit", ...both());
      expect(await world.db.select().from(products)).toHaveLength(1);
      const { newId } = await split({
        ctx: world.maria(),
        input: { product: { id: 1 }, chosen: { key: "url:https://shop.example/other" } },
      });
      await world.see("reddit", ...both());
      await world.see("reddit", ...both().toReversed());
      // From elsewhere, by the address alone; and one that carries the address of the one under the id of the other.
      await world.see(
        "pinterest",
        thing(title, { url: other, externalId: "pin" }),
        thing(title, { url: one, externalId: "pin2" }),
      );
      await world.see("reddit", thing(title, { url: one, externalId: "other" }));
      expect(await world.productOf("one")).toEqual([1, 1, 1]);
      expect(await world.productOf("other")).toEqual([newId, newId, newId, newId]);
      expect(await world.productOf("pin")).toEqual([newId]);
      expect(await world.productOf("pin2")).toEqual([1]);
      expect(await world.db.select().from(products)).toHaveLength(2);
      // A person may change their mind: the newest word counts.
      await merge({ ctx: world.maria(), input: { product: { id: newId }, other: { id: 1 } } });
      await world.see("reddit", ...both());
      expect(new Set([...(await world.productOf("one")), ...(await world.productOf("other"))])).toEqual(
        new Set([1]),
      );
    });

    test("a split of what shares every key is remembered by the things themselves", async () => {
      await emptyTables(world.db);
      const pair = () => [
        thing("Walnut floor lamp Orvel", { externalId: "a" }),
        thing("Walnut floor lamp Orvel", { externalId: "b" }),
      ];
      await world.see("tiktok", ...pair());
      const [, second] = await world.db.select().from(sightings).orderBy(sightings.id);
      const { newId } = await split({
        ctx: world.maria(),
        input: { product: { id: 1 }, chosen: { sightingIds: [second?.id ?? 0] } },
      });
      await world.see("tiktok", ...pair());
      await world.see("tiktok", ...pair().toReversed());
      expect(await world.productOf(second?.externalId ?? "")).toEqual([newId, newId, newId]);
      expect(await world.productOf(second?.externalId === "a" ? "b" : "a")).toEqual([1, 1, 1]);
    });

    test("all or nothing is no split", async () => {
      await emptyTables(world.db);
      await world.see("reddit", lamp());
      for (const sightingIds of [[], [1], [99]])
        await expect(
          split({ ctx: world.maria(), input: { product: { id: 1 }, chosen: { sightingIds } } }),
        ).rejects.toBeInstanceOf(BadRequestError);
    });
  });
});

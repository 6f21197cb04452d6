import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { ConflictError } from "@/lib/core/errors";
import type { Sighting } from "@/lib/core/sighting";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { merge } from "@/lib/merging/merge";
import { split } from "@/lib/merging/split";
import { undoMove } from "@/lib/merging/undo-move";
import { decide } from "@/lib/review/decide";
import { ingest } from "@/lib/scanning/ingest";
import { openPostgres, type OpenDatabase } from "@/db/client";
import { decisions, productMoves, products, sightings } from "@/db/schema";
import { emptyTables, testPostgres } from "@/db/testing";

describe.skipIf(!inject("postgres"))("on a real Postgres, of two who merge at once one wins", () => {
  let first: OpenDatabase & { url: string };
  let second: OpenDatabase;
  const clock = fixedClock("2026-03-02T10:00:00Z");
  const env = parseEnv({ NODE_ENV: "test" });
  const as = (name: string, open: OpenDatabase): Ctx => ({
    actor: { kind: "person", id: name.toLowerCase(), name, role: "reviewer" },
    db: open.db,
    clock,
    requestId: "req_test",
    env,
  });
  const maria = () => as("Maria", first);
  const jonas = () => as("Jonas", second);
  const see = (ctx: Ctx, ...titles: string[]) =>
    ctx.db.transaction((tx) => {
      clock.advance(1_000);
      const seenAt = clock.now().toISOString();
      const seen = titles.map((title): Sighting => ({ kind: "product", externalId: title, title, seenAt }));
      return ingest({
        ctx: { ...ctx, db: tx },
        input: { origin: "reddit", mode: "live", scanId: null, sightings: seen },
      });
    });
  const outcomes = async (...both: Promise<unknown>[]) => {
    const settled = await Promise.allSettled(both);
    for (const outcome of settled)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConflictError);
    return settled.filter(({ status }) => status === "fulfilled").length;
  };
  const things = ["Walnut floor lamp Orvel", "Copper camping mug Tarn", "Bamboo bath mat Sorrel"];

  beforeAll(async () => {
    first = await testPostgres("mergers");
    second = openPostgres(first.url);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  test("the same two, from both sides", async () => {
    for (let round = 0; round < 8; round += 1) {
      await emptyTables(first.db);
      await see(maria(), ...things);
      const won = await outcomes(
        merge({ ctx: maria(), input: { product: { id: 1, version: 1 }, other: { id: 2, version: 1 } } }),
        merge({ ctx: jonas(), input: { product: { id: 2, version: 1 }, other: { id: 1, version: 1 } } }),
      );
      expect(won).toBe(1);
      expect(await first.db.select().from(productMoves)).toHaveLength(1);
    }
  });

  test("a ring of three: nothing is lost, and nobody waits for ever", async () => {
    for (let round = 0; round < 8; round += 1) {
      await emptyTables(first.db);
      await see(maria(), ...things);
      await outcomes(
        merge({ ctx: maria(), input: { product: { id: 1, version: 1 }, other: { id: 2, version: 1 } } }),
        merge({ ctx: jonas(), input: { product: { id: 2, version: 1 }, other: { id: 3, version: 1 } } }),
        see(jonas(), ...things),
      );
      const ids = new Set((await first.db.select().from(products)).map(({ id }) => id));
      expect(ids.size).toBe(2);
      const seen = await first.db.select().from(sightings);
      expect(seen).toHaveLength(6);
      expect(seen.every(({ productId }) => productId !== null && ids.has(productId))).toBe(true);
    }
  });

  test("a decision and a merge: whoever was first is seen by the other", async () => {
    for (let round = 0; round < 8; round += 1) {
      await emptyTables(first.db);
      await see(maria(), ...things);
      await first.db.update(products).set({ status: "PENDING_REVIEW" });
      const settled = await Promise.allSettled([
        merge({ ctx: maria(), input: { product: { id: 1, version: 1 }, other: { id: 2, version: 1 } } }),
        decide({ ctx: jonas(), input: { productId: 2, decision: "approve", version: 1 } }),
      ]);
      expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await first.db.select().from(decisions)).toHaveLength(settled[1].status === "fulfilled" ? 1 : 0);
    }
  });

  test("two undos, and an undo against a split: one each", async () => {
    await emptyTables(first.db);
    await see(maria(), ...things);
    const { moveId } = await merge({ ctx: maria(), input: { product: { id: 1 }, other: { id: 2 } } });
    const undone = [maria(), jonas()].map((ctx) => undoMove({ ctx, input: { moveId } }));
    expect(await outcomes(...undone)).toBe(1);
    const again = await merge({ ctx: maria(), input: { product: { id: 1 }, other: { id: 2 } } });
    const [row] = await first.db.select().from(sightings).orderBy(sightings.id);
    const [whole] = await first.db.select().from(products).orderBy(products.id);
    await Promise.allSettled([
      undoMove({ ctx: maria(), input: { moveId: again.moveId } }),
      split({
        ctx: jonas(),
        input: { product: { id: 1, version: whole?.version }, chosen: { sightingIds: [row?.id ?? 0] } },
      }),
    ]);
    const ids = new Set((await first.db.select().from(products)).map(({ id }) => id));
    const seen = await first.db.select().from(sightings);
    expect(seen.every(({ productId }) => productId !== null && ids.has(productId))).toBe(true);
  });
});

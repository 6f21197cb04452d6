/** Things seen by scans, and a database to merge and split them in. */
import { inject } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";
import type { Origin, ProductStatus } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { ingest } from "@/lib/scanning/ingest";
import type { OpenDatabase } from "@/db/client";
import { sightings } from "@/db/schema";
import { runStatement, testPglite, testPostgres } from "@/db/testing";

export const clock = fixedClock("2026-03-02T10:00:00Z");

/** One thing as a source shows it, a second after the last. */
export const thing = (title: string, more: Partial<Sighting> = {}): Sighting => {
  clock.advance(1_000);
  return {
    kind: "product",
    externalId: title.slice(0, 40),
    title,
    seenAt: clock.now().toISOString(),
    ...more,
  };
};

export const lamp = () =>
  thing("Walnut floor lamp Orvel KX300", { url: "https://shop.example/lamp", externalId: "lamp" });
export const mug = () =>
  thing("Copper camping mug Tarn engraved", { url: "https://shop.example/mug", externalId: "mug" });

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

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A migrated database of the given kind, and what people and scans do in it; `name` is the Postgres database's own. */
export async function openWorld(kind: "pglite" | "postgres", name: string) {
  const open: OpenDatabase =
    kind === "pglite" ? await testPglite(inject("migratedDump")) : await testPostgres(name);
  const { db } = open;
  const as = (person: string | null): Ctx => ({
    actor: person ? { kind: "person", id: person.toLowerCase(), name: person, role: "reviewer" } : SCHEDULE,
    db,
    clock,
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  });
  return {
    db,
    close: () => open.close(),
    as,
    maria: () => as("Maria"),
    /** A scan sees these things at the origin. */
    see: (origin: Origin, ...seen: Sighting[]) =>
      db.transaction((tx) =>
        ingest({
          ctx: { ...as(null), db: tx },
          input: { origin, mode: "live", scanId: null, sightings: seen },
        }),
      ),
    snapshot: async () => (await runStatement<{ everything: string }>(db, SNAPSHOT))[0]?.everything,
    /** The product of each sighting of a thing, oldest first. */
    productOf: async (externalId: string) =>
      (await db.select().from(sightings).orderBy(sightings.id))
        .filter((row) => row.externalId === externalId)
        .map((row) => row.productId),
    put: (id: number, status: ProductStatus) =>
      runStatement(db, `update products set status = '${status}' where id = ${id}`),
  };
}

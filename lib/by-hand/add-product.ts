import { ConflictError, NotFoundError } from "@/lib/core/errors";
import type { Sighting } from "@/lib/core/sighting";
import { within, type Ctx } from "@/lib/ctx";
import { askAnalysis } from "@/lib/analysis/ask-analysis";
import { writeAudit } from "@/lib/audit/write-audit";
import { indexTitles } from "@/lib/matching/index-titles";
import { identityKeys } from "@/lib/matching/identity";
import { normaliseTitle } from "@/lib/matching/normalise-title";
import { describeProduct } from "@/lib/scanning/describe-product";
import { rescore } from "@/lib/scanning/rescore";
import { publish } from "@/lib/steps/publish";
import { insertKeys, insertProducts, insertSightings, lockIngest } from "@/db/queries/ingest";
import type { DueStep } from "@/db/queries/outbox";
import { separate } from "@/db/queries/pairs";
import { findProduct } from "@/db/queries/products";
import { findKnown, type Known } from "./find-known";
import type { GivenFacts } from "./given-facts";
import { putFacts } from "./put-facts";
import { readThing, type Thing } from "./read-thing";
import { stateFacts } from "./state-facts";

export type ByHand = {
  /** An address, an ASIN or a name. */
  what: string;
  /** The name, where `what` is none; null to take the one in the address. */
  name: string | null;
  imageUrl: string | null;
  facts: GivenFacts;
  /** The product that was offered and is meant; null where none is. */
  same: number | null;
  /** Another one, whatever it resembles. What shares an address or an ASIN is the same all the same. */
  another: boolean;
};

export type Added =
  | { kind: "known"; known: Known[] }
  /** It has no name that could tell it from others. */
  | { kind: "nameless" }
  | { kind: "added"; productId: number; isNew: boolean; runId: number | null; paused: boolean };

/**
 * A person adds a product and has it analysed at once. Nothing is fetched. What may be there already is offered instead of
 * written twice (`known`; nothing is written then). The product, its sighting, its facts and the audit row are one
 * transaction; the money that was stated and the analysis follow it. While all work is paused the analysis waits. `runId` is null where a product that was meant
 * is being analysed or decided on already. Throws BadRequestError for an address that cannot be used.
 */
export async function addProduct({ ctx, input }: { ctx: Ctx; input: ByHand }): Promise<Added> {
  const thing = readThing(input.what);
  const placed = await ctx.db.transaction((tx) => place({ ctx: within(ctx, tx), input, thing }));
  if (placed.kind !== "placed") return placed;
  const { productId, isNew } = placed;
  await publish(placed.steps);
  await stateFacts({ ctx, input: { productId, facts: input.facts } });
  try {
    const { runId, paused } = await askAnalysis({ ctx, input: { productId } });
    return { kind: "added", productId, isNew, runId, paused };
  } catch (thrown) {
    if (isNew || !(thrown instanceof ConflictError)) throw thrown;
    return { kind: "added", productId, isNew, runId: null, paused: false };
  }
}

type Placed =
  | Exclude<Added, { kind: "added" }>
  | { kind: "placed"; productId: number; isNew: boolean; steps: DueStep[] };

async function place({ ctx, input, thing }: { ctx: Ctx; input: ByHand; thing: Thing }): Promise<Placed> {
  await lockIngest(ctx.db);
  const title = input.name ?? thing.name;
  const { price } = input.facts;
  const keys = keysOf(thing, title);
  if (input.same !== null) return join({ ctx, input, thing, title, keys, productId: input.same });

  const offer = price && { amount: Number(price.amount), currency: price.currency };
  const known = await findKnown({ ctx, input: { keys, title, price: offer } });
  const sure = known.filter((candidate) => candidate.sure);
  if (sure.length > 0) return { kind: "known", known: sure };
  if (known.length > 0 && !input.another) return { kind: "known", known };

  if (title === null || keys.length === 0) return { kind: "nameless" };
  const sighting = sightingOf(ctx, input, thing, title);
  const described = describeProduct([{ origin: "person", detail: sighting }]);
  const [productId] = await insertProducts(ctx.db, [described]);
  if (productId === undefined) throw new Error("A product was not written.");
  const steps = await see({ ctx, input, sighting, keys, productId, isNew: true });
  // Two that a person holds to be different are not joined by the next scan.
  for (const other of known) {
    await separate(ctx.db, { a: productId, b: other.id, by: ctx.actor.id, now: ctx.clock.now() });
  }
  return { kind: "placed", productId, isNew: true, steps };
}

/** As many as the column holds. */
const MAX_KEY_CHARS = 600;

/** The product that was offered is the one: what the person says is added to it. */
async function join(given: {
  ctx: Ctx;
  input: ByHand;
  thing: Thing;
  title: string | null;
  keys: readonly string[];
  productId: number;
}): Promise<Placed> {
  const { ctx, input, thing, keys, productId } = given;
  const product = await findProduct(ctx.db, productId);
  if (!product) throw new NotFoundError("This product does not exist any more.");
  const sighting = sightingOf(ctx, input, thing, given.title ?? product.title);
  const steps = await see({ ctx, input, sighting, keys, productId, isNew: false });
  return { kind: "placed", productId, isNew: false, steps };
}

function keysOf(thing: Thing, title: string | null): string[] {
  const keys = identityKeys({
    title: title ?? "",
    url: thing.asin ? null : thing.url,
    externalId: thing.asin ?? thing.url ?? title ?? "",
    origin: "person",
  });
  return [...(thing.asin ? [`asin:${thing.asin}`] : []), ...keys].filter(
    (key) => key.length <= MAX_KEY_CHARS,
  );
}

function sightingOf(ctx: Ctx, input: ByHand, thing: Thing, title: string): Sighting {
  const { url } = thing;
  return {
    kind: "product",
    externalId: (thing.asin ?? thing.url ?? normaliseTitle(title)).slice(0, 300) || title.slice(0, 300),
    title: title.slice(0, 500),
    ...(url !== null && { url }),
    ...(input.imageUrl !== null && { imageUrl: input.imageUrl }),
    seenAt: ctx.clock.now().toISOString(),
  };
}

/** Writes what a person has seen of a product: the sighting, its keys that nobody holds, the facts, the audit row. Answers the steps that are due now. */
async function see(seen: {
  ctx: Ctx;
  input: ByHand;
  sighting: Sighting;
  keys: readonly string[];
  productId: number;
  isNew: boolean;
}): Promise<DueStep[]> {
  const { ctx, input, sighting, keys, productId, isNew } = seen;
  await insertKeys(
    ctx.db,
    keys.map((key) => ({ key, productId })),
  );
  await insertSightings(ctx.db, [
    { productId, scanId: null, origin: "person", kind: "product", engagement: null, mode: "live", sighting },
  ]);
  await rescore({ ctx, input: { productIds: [productId] } });
  await indexTitles({ ctx, input: { productIds: [productId] } });
  await writeAudit({
    ctx,
    input: {
      action: isNew ? "product.add" : "product.see",
      entityType: "product",
      entityId: productId,
      details: { title: sighting.title, url: sighting.url ?? null },
    },
  });
  const { steps } = await putFacts({ ctx, input: { productId, facts: input.facts } });
  return steps;
}

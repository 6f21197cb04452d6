import type { Origin } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { findSame, type Found } from "@/lib/matching/find-same";
import { insertProducts } from "@/db/queries/ingest";
import { pairOf, type Suggestion } from "@/db/queries/pairs";
import { describeProduct } from "./describe-product";
import type { Group } from "./group-by-identity";

/**
 * Finds a product for things that no key leads to: one that stands already, or an earlier one of them, only where the pair model
 * is sure enough to join without a person; else a product of its own. What is likely the same and not sure comes back as
 * suggestions. Answers the products in the order of the groups, and which of them are new.
 */
export async function placeFresh({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { groups: readonly Group[]; origin: Origin };
}): Promise<{ productIds: number[]; newIds: number[]; suggestions: Suggestion[] }> {
  const { groups, origin } = input;
  const described = groups.map(({ members }) =>
    describeProduct(members.map(({ sighting }) => ({ origin, detail: sighting }))),
  );
  const found = await findSame({
    ctx,
    input: {
      offers: groups.map((group, at) => ({ title: described[at]?.title ?? "", price: priceOf(group) })),
    },
  });
  const sure = found.map((list) => list.find(({ merge }) => merge) ?? null);
  const alone = described.filter((_, at) => !sure[at]);
  const newIds = await insertProducts(ctx.db, alone);
  const productIds: number[] = [];
  let next = 0;
  const idOf = (which: Found) => ("productId" in which ? which.productId : productIds[which.earlier]);
  for (const which of sure) {
    const id = which ? idOf(which) : newIds[next++];
    if (id === undefined) throw new Error("A thing was placed before the one it is the same as.");
    productIds.push(id);
  }
  const suggestions = found.flatMap((list, at) =>
    list.flatMap((which) => {
      const [own, other] = [productIds[at], idOf(which)];
      if (own === undefined || other === undefined || own === other) return [];
      return [{ ...pairOf(own, other), probability: which.probability, because: which.because }];
    }),
  );
  return { productIds, newIds, suggestions };
}

/** The newest price that any of its sightings states. */
function priceOf({ members }: Group): { amount: number; currency: string } | null {
  const priced = members
    .map(({ sighting }) => sighting)
    .filter(({ price }) => price !== undefined)
    .toSorted((a, b) => b.seenAt.localeCompare(a.seenAt));
  const price = priced[0]?.price;
  return price ? { amount: Number(price.amount), currency: price.currency } : null;
}

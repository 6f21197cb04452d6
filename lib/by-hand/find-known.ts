import type { ProductStatus } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { findSame } from "@/lib/matching/find-same";
import { findKeyHolders } from "@/db/queries/ingest";
import { namesOf } from "@/db/queries/products";

/** A product that is there already and may be what a person means. */
export type Known = {
  id: number;
  title: string;
  status: ProductStatus;
  /** True where an address, an ASIN or the name is the same; otherwise the pair model finds it likely. */
  sure: boolean;
};

/** At most this many are offered. */
const OFFERED = 5;

/** The products that a thing may be already, those that share an identity key first. */
export async function findKnown({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: {
    keys: readonly string[];
    title: string | null;
    price: { amount: number; currency: string } | null;
  };
}): Promise<Known[]> {
  const { keys, title, price } = input;
  const holders = await findKeyHolders(ctx.db, [...keys]);
  // Keys come strongest first: an ASIN says more than a name.
  const held = [...new Set(keys.flatMap((key) => holders.get(key) ?? []))];
  const [alike = []] = title === null ? [] : await findSame({ ctx, input: { offers: [{ title, price }] } });
  const likely = alike.flatMap((found) => ("productId" in found ? [found.productId] : []));
  const ids = [...new Set([...held, ...likely])].slice(0, OFFERED);
  const names = new Map((await namesOf(ctx.db, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = names.get(id);
    return row ? [{ ...row, sure: held.includes(id) }] : [];
  });
}

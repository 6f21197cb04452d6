import { and, count, desc, eq, lt } from "drizzle-orm";
import type { ListingStatus, Marketplace } from "@/lib/core/words";
import type { Database } from "../../client";
import { platformListings, products } from "../../schema";

export type ListingPageRow = Awaited<ReturnType<typeof listListings>>["rows"][number];

/** One page of listings with their product, newest first; `next` is the id to continue below. */
export async function listListings(
  db: Database,
  input: {
    platform?: Marketplace | undefined;
    status?: ListingStatus | undefined;
    below?: number | undefined;
    size: number;
  },
) {
  const { platform, status, below, size } = input;
  const rows = await db
    .select({ listing: platformListings, title: products.title, imageUrl: products.imageUrl })
    .from(platformListings)
    .innerJoin(products, eq(products.id, platformListings.productId))
    .where(
      and(
        platform ? eq(platformListings.platform, platform) : undefined,
        status ? eq(platformListings.listingStatus, status) : undefined,
        below === undefined ? undefined : lt(platformListings.id, below),
      ),
    )
    .orderBy(desc(platformListings.id))
    .limit(size + 1);
  const page = rows.slice(0, size).map(({ listing, ...product }) => ({ ...listing, ...product }));
  return { rows: page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}

/** How many products are approved and not listed anywhere yet. */
export async function countUnposted(db: Database): Promise<number> {
  const [row] = await db.select({ products: count() }).from(products).where(eq(products.status, "APPROVED"));
  return row?.products ?? 0;
}

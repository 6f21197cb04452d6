/** The contract of a marketplace, and the ones there are. A new one is a folder beside this file and one line here. */
import type { Marketplace } from "@/lib/core/words";
import type { Env } from "@/lib/env";
import type { ProductRow } from "@/db/queries/move-product";

export type ListingDraft = {
  title: string;
  description: string;
  price: string;
  currency: string;
  imageUrl: string | null;
};

export type MarketplaceAdapter = {
  id: Marketplace;
  /** True when the settings hold what the marketplace asks for. */
  connected(env: Env): boolean;
  /** What is sent, or what is missing, a sentence each. */
  map(product: ProductRow): { draft: ListingDraft } | { errors: string[] };
  /** Creates the listing under our SKU; sending the same SKU twice must not list twice. */
  submit(draft: ListingDraft, sku: string): Promise<void>;
  /** Reads our listing back by its SKU; null when the marketplace has none. */
  find(sku: string): Promise<{ listingId: string; url: string } | null>;
};

export type Marketplaces = Partial<Record<Marketplace, MarketplaceAdapter>>;

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __marketplaces?: Marketplaces };

/** The marketplaces that can be posted to by themselves. None yet: approved products are posted by hand and recorded. */
export function marketplaces(): Marketplaces {
  return holder.__marketplaces ?? {};
}

/** Puts marketplaces in the place of the real ones (tests). */
export function useMarketplaces(those: Marketplaces): void {
  holder.__marketplaces = those;
}

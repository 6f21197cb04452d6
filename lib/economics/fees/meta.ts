/** What selling through Facebook and Instagram shops costs: no commission, but the card processing of one's own shop. */

export const META_SELLING = {
  effective: "2026-10-27",
  referralBasisPoints: 0,
  source:
    "Meta Shops take no selling fee: the buyer pays on the seller's own site (developers.facebook.com, commerce platform)",
} as const;

/** Card processing of the seller's shop: Shopify's Basic plan, 2.9% and 30 cents an order. */
export const SHOP_PAYMENT = {
  basisPoints: 290,
  perOrderCents: 30,
  source: "Card processing of a Shopify Basic shop, 2.9% + $0.30 (shopify.com/pricing), read August 2026",
} as const;

/** TikTok's industries in which a hashtag may name something that is sold. */

/** The ids are these numbers × 10⁹. */
export const INDUSTRIES: Record<number, string> = {
  11: "Vehicles",
  12: "Baby & Kids",
  14: "Beauty",
  21: "Home Improvement",
  22: "Apparel & Accessories",
  25: "Games",
  27: "Food & Beverage",
  28: "Sports",
  29: "Health",
};
export const INDUSTRY_UNIT = 1_000_000_000;

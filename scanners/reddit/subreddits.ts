/** Where on Reddit people show things they bought or want to buy. */

/** Here a post with a picture or a link shows a thing, by the subreddit's own rules. */
export const PRODUCT_SUBREDDITS = [
  "shutupandtakemymoney",
  "BuyItForLife",
  "ineeeedit",
  "DidntKnowIWantedThat",
  "AmazonFinds",
  "tiktokmademebuyit",
  "EDC",
  "MechanicalKeyboards",
  "SkincareAddiction",
] as const;

/** News of things: kept, though most posts are reports. */
export const DEFAULT_SUBREDDITS = [...PRODUCT_SUBREDDITS, "gadgets"] as const;

import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { listing, only, page, post } from "./testing";

describe("what people say is told from what they show", () => {
  const image = { url: "https://i.redd.it/x.jpg", subreddit: "BuyItForLife" };
  test.each([
    "Is this pan worth the money?",
    "Looking for a backpack that lasts",
    "What boots do you wear",
    "Weekly Discussion Thread: kettles",
    "[Request] A lamp that dims",
    "Recommendations needed, office chairs",
    "PSA: the warranty ends in June",
    "[NSFW] Novelty mug",
  ])("%j is an event, though its picture stands in a product subreddit", (title) => {
    expect(only({ ...image, title })?.kind).toBe("event");
  });

  test.each([
    "My grandfather's cast iron pan from 1951",
    "This backpack folds into its own pocket",
    "Wooden desk clock with flip numbers",
    "Help yourself mug, hand thrown",
    "The newsboy cap I have worn for twenty years",
  ])("%j is a product", (title) => {
    expect(only({ ...image, title })?.kind).toBe("product");
  });

  test("a question in front of a page of its own is how sellers talk; in front of a picture it is a question", () => {
    const title = "Tired of cold coffee? Who is not";
    const asked = { subreddit: "shutupandtakemymoney", title: "Tired of cold coffee?" };
    expect(only({ ...asked, url: "https://maker.example/warm-mug" })?.kind).toBe("product");
    expect(only({ ...asked, url: "https://i.redd.it/x.jpg" })?.kind).toBe("event");
    expect(only({ ...asked, title, url: "https://i.redd.it/x.jpg" })?.kind).toBe("product");
    expect(only({ ...asked, title: "Looking for a mug", url: "https://maker.example/mug" })?.kind).toBe(
      "event",
    );
  });

  test("a subreddit's own label decides where the title does not, and a shop's address outweighs both", () => {
    const labelled = { ...image, title: "Blue kettle", link_flair_text: "Discussion" };
    expect(only(labelled)?.kind).toBe("event");
    expect(only({ ...labelled, link_flair_text: "Kitchen" })?.kind).toBe("product");
    expect(only({ ...labelled, url: "https://www.amazon.com/dp/B000000001" })?.kind).toBe("product");
  });

  test("what is for adults stays an event without a picture, also when passed on", () => {
    const adult = only({ over_18: true });
    expect(adult?.kind).toBe("event");
    expect(adult).not.toHaveProperty("imageUrl");
    expect(only({ crosspost_parent_list: [{ url: "https://shop.example/p", over_18: true }] })?.kind).toBe(
      "event",
    );
  });
});

describe("posts that carry more than one address", () => {
  test("one passed on leads where the original does, and a passed-on text is talk", () => {
    const passed = { title: "A lamp", url: "/r/gadgets/comments/xyz/lamp/" };
    const original = { url: "https://maker.example/products/lamp", is_self: false };
    expect(only({ ...passed, crosspost_parent_list: [original] })).toMatchObject({
      kind: "product",
      url: "https://maker.example/products/lamp",
    });
    expect(only({ ...passed, crosspost_parent_list: [{ ...original, is_self: true }] })?.kind).toBe("event");
  });

  test("a gallery shows its first picture and keeps its comments as address", () => {
    const gallery = {
      title: "Lamp",
      url: "https://www.reddit.com/gallery/abc123",
      is_gallery: true,
      preview: undefined,
      thumbnail: "default",
      gallery_data: { items: [{ media_id: "m2" }, { media_id: "m1" }] },
      media_metadata: {
        m1: { s: { u: "https://preview.redd.it/m1.jpg" } },
        m2: { s: { u: "https://preview.redd.it/m2.jpg?width=9&amp;s=1" } },
        m3: { status: "failed" },
      },
    };
    expect(only(gallery)).toMatchObject({
      kind: "product",
      url: "https://www.reddit.com/r/shutupandtakemymoney/comments/abc123/a_lamp/",
      imageUrl: "https://preview.redd.it/m2.jpg?width=9&s=1",
    });
  });

  test("in a listing of a day, a post of last month is a pinned one that nobody marked", () => {
    const at = (created: string, name: string) => post({ name, created_utc: Date.parse(created) / 1000 });
    const body = listing(
      at("2026-10-20T08:00:00Z", "t3_old"),
      at("2026-11-21T23:00:00Z", "t3_a"),
      at("2026-11-21T04:00:00Z", "t3_b"),
    );
    const ids = (url: string) =>
      parse(page(body, { url })).items.map(({ externalId, rank }) => [externalId, rank]);
    expect(ids("https://oauth.reddit.com/r/a/top?t=day")).toEqual([
      ["t3_a", 1],
      ["t3_b", 2],
    ]);
    expect(ids("https://oauth.reddit.com/r/a/hot")).toHaveLength(3);
  });
});

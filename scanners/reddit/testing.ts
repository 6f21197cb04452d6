/** Pages in Reddit's shape for tests: our own, no recording. */
import type { Page } from "../scanner";
import { parse } from "./parse";

export const seenAt = "2026-11-22T10:00:00.000Z";
export const page = (body: string, over: Partial<Page> = {}): Page => ({
  url: "",
  status: 200,
  headers: {},
  body,
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});

/** A post as the API sends it today: our own, with the fields that the recorded ones of 2016 lack. */
export const post = (over: Record<string, unknown>) => ({
  kind: "t3",
  data: {
    name: "t3_abc123",
    title: "A lamp shaped like a cloud [$19.99]",
    permalink: "/r/shutupandtakemymoney/comments/abc123/a_lamp/",
    url: "https://shop.example/products/cloud-lamp?a=1&amp;b=2",
    subreddit: "shutupandtakemymoney",
    thumbnail: "https://b.thumbs.example/x.jpg",
    score: 812,
    upvote_ratio: 0.97,
    num_comments: 45,
    stickied: false,
    is_self: false,
    over_18: false,
    removed_by_category: null,
    preview: {
      images: [{ source: { url: "https://preview.redd.it/x.jpg?width=640&amp;s=abc", width: 640 } }],
    },
    ...over,
  },
});
export const listing = (...children: unknown[]) =>
  JSON.stringify({ kind: "Listing", data: { after: null, children } });
export const only = (over: Record<string, unknown>, at: Partial<Page> = {}) =>
  parse(page(listing(post(over)), at)).items[0];

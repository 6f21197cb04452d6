/** The sample world as Reddit's anonymous Atom feed: no score, no comment count, and a pinned post on top. */
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import type { Page } from "../../scanner";
import { imageAddress, sampleAsin, webAddress } from "../../world/addresses";
import { chance, rankedIn } from "../../world/attention";
import { PINNED_POST } from "../../world/bystanders";
import { escapeMarkup } from "../../world/markup";

const BOARDS = "shutupandtakemymoney+BuyItForLife+gadgets+INEEEEDIT";
const FEED = `https://www.reddit.com/r/${BOARDS}/top/.rss?t=day&limit=100`;

type Post = { key: string; title: string; board: string; link?: string; image?: string; published: Date };

function time(at: Date): string {
  return `${at.toISOString().slice(0, 19)}+00:00`;
}

function entry({ key, title, board, link, image, published }: Post): string {
  const id = Math.floor(chance(`${key}/post`) * 36 ** 6)
    .toString(36)
    .padStart(6, "0");
  const author = `sample_${Math.floor(chance(`${key}/author`) * 900 + 100)}`;
  const permalink = `https://www.reddit.com/r/${board}/comments/1${id}/${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 40)}/`;
  const content =
    `<!-- SC_OFF --><div class="md"><p>${escapeMarkup(title)}</p></div><!-- SC_ON --> &#32; submitted by &#32; ` +
    `<a href="https://www.reddit.com/user/${author}"> /u/${author} </a> <br/> <span><a href="${escapeMarkup(link ?? permalink)}">[link]</a></span> &#32; <span><a href="${permalink}">[comments]</a></span>`;
  return (
    `<entry><author><name>/u/${author}</name><uri>https://www.reddit.com/user/${author}</uri></author><category term="${board}" label="r/${board}"/>` +
    `<content type="html">${escapeMarkup(content)}</content><id>t3_1${id}</id>${image ? `<media:thumbnail url="${image}" />` : ""}<link href="${permalink}" />` +
    `<updated>${time(published)}</updated><published>${time(published)}</published><title>${escapeMarkup(title)}</title></entry>`
  );
}

/** One feed over all boards: the pinned post of two years ago, then the day's best. */
export function render(day: number, fetchedAt: Date): Page[] {
  const pinned: Post = {
    ...PINNED_POST,
    key: "pinned",
    published: new Date(fetchedAt.getTime() - 730 * DAY_MS),
  };
  const posts = rankedIn("reddit", day).map(({ thing, as }): Post => {
    const key = `${thing.slug}/${day}`;
    const link =
      as.link === "amazon"
        ? `https://www.amazon.com/dp/${sampleAsin(thing.slug)}`
        : as.link === "outside"
          ? webAddress("products", thing.slug)
          : undefined;
    return {
      key,
      title: as.title,
      board: as.board,
      ...(link !== undefined && { link, image: imageAddress(thing.slug) }),
      published: new Date(fetchedAt.getTime() - HOUR_MS * (1 + 21 * chance(`${key}/hour`))),
    };
  });
  return [
    {
      url: FEED,
      status: 200,
      headers: { "content-type": "application/atom+xml; charset=UTF-8" },
      body:
        `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">` +
        `<category term="${BOARDS}" label="r/${BOARDS}"/><updated>${time(fetchedAt)}</updated><icon>https://www.redditstatic.com/icon.png/</icon>` +
        `<id>${escapeMarkup(FEED)}</id><link rel="self" href="${escapeMarkup(FEED)}" type="application/atom+xml" /><link rel="alternate" href="https://www.reddit.com/r/${BOARDS}/top/?t=day" type="text/html" />` +
        `<title>top scoring links : multi</title>${[pinned, ...posts].map(entry).join("")}</feed>`,
      fetchedAt: fetchedAt.toISOString(),
      locale: "en-US",
    },
  ];
}

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { priceInTitle } from "./post";
import { listing, only, page, post, seenAt } from "./testing";

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/reddit");
const recorded = (file: string) => page(readFileSync(path.join(RECORDED, file), "utf8"));

describe.skipIf(!existsSync(RECORDED))("recorded answers", () => {
  test("the hot listing gives its hundred posts in order and leaves out the two stickied ones", () => {
    const parsed = parse(recorded("listing-hot.json"));
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 100, 0]);
    expect(parsed.items[0]).toEqual({
      kind: "event",
      externalId: "t3_48dath",
      title: "Reddit, what went 0-100 real fucking quick?",
      url: "https://www.reddit.com/r/AskReddit/comments/48dath/reddit_what_went_0100_real_fucking_quick/",
      rank: 1,
      listSize: 100,
      upvotes: 2250,
      comments: 2598,
      list: "r/AskReddit",
      publishedAt: "2016-02-29T23:40:45.000Z",
      seenAt,
    });
    expect(parsed.items.at(-1)).toMatchObject({
      externalId: "t3_48dlnt",
      rank: 100,
      upvotes: 20,
      comments: 26,
    });
    const ids = parsed.items.map(({ externalId }) => externalId);
    expect(ids).not.toContain("t3_46c00m");
    expect(ids).not.toContain("t3_488k4a");
  });

  test("the top listing gives all hundred, those of deleted accounts too, and takes no sum in a sentence for a price", () => {
    const parsed = parse(recorded("listing-top.json"));
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 100, 0]);
    expect(parsed.items[0]).toMatchObject({ externalId: "t3_2np694", upvotes: 38_445 });
    expect(parsed.items.at(-1)).toMatchObject({ externalId: "t3_3i6z8w", upvotes: 5796, comments: 4939 });
    const byId = new Map(parsed.items.map((item) => [item.externalId, item]));
    expect(byId.get("t3_160ljs")?.upvotes).toBe(5880);
    expect(byId.get("t3_1ursuy")).toMatchObject({
      kind: "event",
      title: "What's the coolest thing I can buy for under $25?",
    });
    expect(parsed.items.every(({ price }) => price === undefined)).toBe(true);
  });

  test("the feed gives its three text posts by position, without figures it does not have", () => {
    const parsed = parse(recorded("atom-2026-09-19-three-entries.xml"));
    expect(parsed.items.map(({ externalId, rank }) => [externalId, rank])).toEqual([
      ["t3_1wkpvt2", 1],
      ["t3_1wkmabk", 2],
      ["t3_1wk90tg", 3],
    ]);
    expect(parsed.items[0]).toEqual({
      kind: "event",
      externalId: "t3_1wkpvt2",
      title: "In-Office Mandates in a High-Gas Economy: Why Won't Employers Adapt?",
      url: "https://www.reddit.com/r/Accounting/comments/1wkpvt2/inoffice_mandates_in_a_highgas_economy_why_wont/",
      rank: 1,
      listSize: 3,
      list: "r/Accounting",
      publishedAt: "2026-09-19T15:59:09.000Z",
      seenAt,
    });
  });
});

describe("a listing", () => {
  test("a link post leads out, with its price and its largest picture", () => {
    expect(only({})).toEqual({
      kind: "product",
      externalId: "t3_abc123",
      title: "A lamp shaped like a cloud [$19.99]",
      url: "https://shop.example/products/cloud-lamp?a=1&b=2",
      imageUrl: "https://preview.redd.it/x.jpg?width=640&s=abc",
      price: { amount: "19.99", currency: "USD" },
      rank: 1,
      listSize: 1,
      upvotes: 812,
      comments: 45,
      list: "r/shutupandtakemymoney",
      seenAt,
    });
  });

  test("texts are unescaped only where raw_json was not asked for", () => {
    expect(only({ title: "Salt &amp; pepper" })?.title).toBe("Salt & pepper");
    const raw = { url: "https://oauth.reddit.com/r/a/top?limit=100&raw_json=1" };
    expect(only({ title: "How to write &amp; in HTML" }, raw)?.title).toBe("How to write &amp; in HTML");
  });

  test.each(["self", "default", "nsfw", "spoiler", "", null])(
    "a thumbnail of %j is no picture",
    (thumbnail) => {
      expect(only({ thumbnail, preview: undefined })).not.toHaveProperty("imageUrl");
    },
  );

  test("a picture post keeps its comments as address; a text post is people talking", () => {
    const comments = "https://www.reddit.com/r/shutupandtakemymoney/comments/abc123/a_lamp/";
    expect(only({ title: "My lamp", url: "https://i.redd.it/x.jpg" })).toMatchObject({
      kind: "product",
      url: comments,
    });
    expect(only({ title: "Which lamp?", is_self: true, url: comments })).toMatchObject({
      kind: "event",
      url: comments,
    });
    expect(
      only({ title: "Maker closes", subreddit: "gadgets", url: "https://news.example/story" }),
    ).toMatchObject({
      kind: "event",
      url: "https://news.example/story",
    });
    expect(
      only({ title: "On sale", subreddit: "gadgets", url: "https://www.amazon.com/dp/B000000001" })?.kind,
    ).toBe("product");
  });

  test("stickied and removed posts are left out; deleted accounts are not removed posts", () => {
    const parsed = parse(
      page(
        listing(
          post({ name: "t3_1", stickied: true }),
          post({ name: "t3_2", removed_by_category: "moderator" }),
          post({ name: "t3_3", title: "[deleted by user]" }),
          post({ name: "t3_4", title: "[ Removed by Reddit ]" }),
          post({ name: "t3_5", selftext: "[removed]" }),
          post({ name: "t3_6", selftext: "[deleted]", author: "[deleted]" }),
          post({ name: "t3_7", author: "[deleted]" }),
        ),
      ),
    );
    expect(parsed.items.map(({ externalId, rank }) => [externalId, rank])).toEqual([["t3_7", 1]]);
    expect(parsed.rejects).toEqual([]);
  });

  test("hidden and wrongly typed figures stay unknown, and never become zero", () => {
    expect(only({ hide_score: true, score: 1 })).not.toHaveProperty("upvotes");
    const odd = only({ score: "many", num_comments: null });
    expect(odd).not.toHaveProperty("upvotes");
    expect(odd).not.toHaveProperty("comments");
    expect(only({ score: 0, num_comments: 0 })).toMatchObject({ upvotes: 0, comments: 0 });
  });

  test("posts kept as rows of a table are posts, with their figures written as strings, alone or in a listing", () => {
    const row = {
      id: "1k0abc",
      title: "Folding kettle",
      score: "812",
      num_comments: "40",
      created_utc: "1376000000.0",
      permalink: "http://www.reddit.com/r/shutupandtakemymoney/comments/1k0abc/folding_kettle/",
      url: "http://www.amazon.com/dp/B000000001",
      thumbnail: "",
      is_self: "False",
      over_18: "False",
    };
    const read = {
      kind: "product",
      externalId: "t3_1k0abc",
      title: "Folding kettle",
      url: "http://www.amazon.com/dp/B000000001",
      rank: 1,
      listSize: 1,
      upvotes: 812,
      comments: 40,
      list: "r/shutupandtakemymoney",
      publishedAt: "2013-08-08T22:13:20.000Z",
      seenAt,
    };
    expect(parse(page(JSON.stringify([row])))).toEqual({ kind: "items", items: [read], rejects: [] });
    expect(parse(page(listing({ kind: "t3", data: row }))).items).toEqual([read]);
    expect(parse(page(JSON.stringify([{ ...row, over_18: "True" }]))).items[0]?.kind).toBe("event");
  });

  test("a post's own page holds the post, and comments behind it that are none", () => {
    const comments = listing({ kind: "t1", data: { name: "t1_x", body: "hi" } });
    const parsed = parse(page(`[${listing(post({}))},${comments}]`));
    expect([parsed.items.length, parsed.rejects.length]).toEqual([1, 0]);
    expect(parse(page("[]")).kind).toBe("unknown");
    expect(parse(page('[{"title":"no address"}]')).kind).toBe("unknown");
  });

  test("entries that are no posts are rejected with a reason", () => {
    const parsed = parse(
      page(listing(post({}), { kind: "t1", data: { name: "t1_x", body: "hi" } }, post({ name: 5 }), null)),
    );
    expect([parsed.items.length, parsed.rejects.length]).toEqual([1, 3]);
  });
});

/** Our own feed in Reddit's shape: no recording of link posts is kept. */
const entry = (
  id: string,
  published: string,
  over: { title?: string; link?: string; extra?: string } = {},
) => {
  const comments = `https://www.reddit.com/r/BuyItForLife/comments/${id}/x/`;
  return `<entry><author><name>/u/a</name></author><category term="BuyItForLife" label="r/BuyItForLife"/><content type="html">&lt;a href=&quot;https://evil.example/&quot;&gt;click&lt;/a&gt; &lt;span&gt;&lt;a href=&quot;${over.link ?? comments}&quot;&gt;[link]&lt;/a&gt;&lt;/span&gt; &amp;#32; &lt;span&gt;&lt;a href=&quot;${comments}&quot;&gt;[comments]&lt;/a&gt;&lt;/span&gt;</content><id>t3_${id}</id>${over.extra ?? ""}<link href="${comments}" /><updated>${published}</updated><published>${published}</published><title>${over.title ?? `Post ${id}`}</title></entry>`;
};
const feed = (entries: string, query = "?t=day") =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><updated>2026-11-22T09:00:00+00:00</updated><id>/r/BuyItForLife/top/.rss</id><link rel="self" href="https://www.reddit.com/r/BuyItForLife/top/.rss${query}" type="application/atom+xml" /><title>top scoring links</title>${entries}</feed>`;

describe("a feed", () => {
  test.each([
    "\uFEFF",
    '<?xml version="1.0"?>\n<?xml-stylesheet href="x.xsl"?>\n<!-- shown with a style -->\n',
  ])("is one whatever stands before its element: %j", (before) => {
    const bare = feed(entry("aa", "2026-11-22T01:00:00+00:00")).replace(/^<\?xml[^>]*>/, before);
    expect(parse(page(bare)).items).toHaveLength(1);
  });

  test("the outbound link is taken out of the escaped content, and pictures where there are any", () => {
    const parsed = parse(
      page(
        feed(
          entry("aa", "2026-11-22T01:00:00+00:00", {
            title: "Pan that lasts &amp;amp; lasts ($45.00)",
            link: "https://shop.example/pan?x=1&amp;amp;y=2",
            extra: '<media:thumbnail url="https://b.thumbs.example/a.jpg?a=1&amp;b=2" />',
          }) + entry("bb", "2026-11-22T02:00:00+00:00"),
        ),
      ),
    );
    expect(parsed.items).toEqual([
      {
        kind: "product",
        externalId: "t3_aa",
        title: "Pan that lasts &amp; lasts ($45.00)",
        url: "https://shop.example/pan?x=1&y=2",
        imageUrl: "https://b.thumbs.example/a.jpg?a=1&b=2",
        price: { amount: "45.00", currency: "USD" },
        rank: 1,
        listSize: 2,
        list: "r/BuyItForLife",
        publishedAt: "2026-11-22T01:00:00.000Z",
        seenAt,
      },
      {
        kind: "event",
        externalId: "t3_bb",
        title: "Post bb",
        url: "https://www.reddit.com/r/BuyItForLife/comments/bb/x/",
        rank: 2,
        listSize: 2,
        list: "r/BuyItForLife",
        publishedAt: "2026-11-22T02:00:00.000Z",
        seenAt,
      },
    ]);
  });

  test("old stickies at the top are dropped by their date, and the rank counts from the first real post", () => {
    const old = entry("s1", "2026-06-03T12:00:00+00:00") + entry("s2", "2015-02-01T12:00:00+00:00");
    const fresh = entry("aa", "2026-11-22T01:00:00+00:00") + entry("bb", "2026-11-21T12:00:00+00:00");
    const ids = (body: string) => parse(page(body)).items.map(({ externalId, rank }) => [externalId, rank]);
    expect(ids(feed(old + fresh))).toEqual([
      ["t3_aa", 1],
      ["t3_bb", 2],
    ]);
    expect(ids(feed(old + fresh, ""))).toEqual([
      ["t3_aa", 1],
      ["t3_bb", 2],
    ]);
    expect(ids(feed(old + fresh, "?t=all"))).toHaveLength(4);
    expect(parse(page(feed(old))).kind).toBe("empty");
  });

  test("a feed that breaks off keeps its whole entries only", () => {
    const whole = feed(
      entry("aa", "2026-11-22T01:00:00+00:00") +
        entry("bb", "2026-11-22T02:00:00+00:00", { title: "Long title here" }),
    );
    const parsed = parse(page(whole.slice(0, whole.indexOf("Long title") + 6)));
    expect(parsed.items.map(({ externalId }) => externalId)).toEqual(["t3_aa"]);
    expect(parsed.rejects).toHaveLength(1);
  });
});

test.each([
  ["Lamp [$19.99]", { price: { amount: "19.99", currency: "USD" } }],
  ["Lamp ($1,299)", { price: { amount: "1299.00", currency: "USD" } }],
  ["[UK] Lamp (£20)", { price: { amount: "20.00", currency: "GBP" } }],
  ["Lamp [$20 - $30]", { priceRange: { low: "20.00", high: "30.00", currency: "USD" } }],
  ["I make $57k", {}],
  ["Lamp [$5 off]", {}],
  ["Lamp [2026]", {}],
  ["Lamp ($20+)", {}],
])("the price in %j", (title, price) => {
  expect(priceInTitle(title)).toEqual(price);
});

describe("what is no list of posts", () => {
  const pardner = `<!doctype html><html><head><title>Blocked</title></head><body><h1>whoa there, pardner!</h1><p>Your request has been blocked due to a network policy.</p>${" ".repeat(5000)}</body></html>`;
  test.each([
    ["blocked", pardner, 403],
    ["blocked", pardner, 200],
    ["blocked", "<html><title>Too Many Requests</title></html>", 429],
    ["blocked", "", 429],
    ["blocked", '{"message": "Too Many Requests", "error": 429}', 429],
    ["blocked", '{"message": "Forbidden", "error": 403}', 200],
    ["blocked", '{"reason": "private", "message": "Forbidden", "error": 403}', 403],
    ["blocked", '{"error": "invalid_grant"}', 200],
    ["blocked", '<html><form action="https://www.reddit.com/login" method="post"></form></html>', 200],
    ["empty", listing(), 200],
    ["empty", '{"access_token": "x", "token_type": "bearer", "expires_in": 86400}', 200],
    ["empty", feed(""), 200],
    ["unknown", "", 200],
    ["unknown", "{", 200],
    ["unknown", "[]", 200],
    ["unknown", '{"kind":"t2","data":{}}', 200],
    ["unknown", listing({ kind: "t5", data: {} }), 200],
    ["unknown", "<html><body>Something new</body></html>", 200],
    [
      "unknown",
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title><entry><id>t3_a</id><title>x</title></entry></feed>',
      200,
    ],
  ])("is %s, never zero posts (case %#)", (kind, body, status) => {
    const parsed = parse(page(body, { status }));
    expect(parsed.kind).toBe(kind);
    expect(parsed.items).toEqual([]);
  });
});

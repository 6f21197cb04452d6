import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { turnsAway, type Page } from "../scanner";
import { scanner } from "./index";

const seenAt = "2026-11-22T10:00:00.000Z";
const page = (value: unknown, over: Partial<Page> = {}): Page => ({
  url: "https://graph.facebook.com/v23.0/17843826142012701/top_media?user_id=1&limit=50#deskgoals",
  status: 200,
  headers: {},
  body: typeof value === "string" ? value : JSON.stringify(value),
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/instagram");

describe.skipIf(!existsSync(RECORDED))("recorded answers", () => {
  const recorded = (file: string) => page(readFileSync(path.join(RECORDED, file), "utf8"), { url: "" });

  test("all 25 top posts are read in order, and none of them carries a token", () => {
    const parsed = scanner.parse(recorded("hashtag-top-media-p1.json"));
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 25, 0]);
    expect(parsed.items[0]).toMatchObject({
      kind: "term",
      externalId: "18088158883149835",
      url: "https://www.instagram.com/p/B8goRvrnwod/",
      rank: 1,
      listSize: 25,
      upvotes: 997,
      comments: 10,
    });
    expect(parsed.items[24]).toMatchObject({
      externalId: "18007874977279546",
      rank: 25,
      upvotes: 4645,
      comments: 242,
    });
    expect(parsed.items[7]?.title).toBe("Bonjour🥐");
    expect(parsed.items[5]?.comments).toBe(0);
    expect(parsed.items[1]).toMatchObject({ title: "Will you be mine?" });
    expect(parsed.items[1]?.hashtags?.slice(0, 3)).toEqual(["quokka", "quokkas", "perthlife"]);
    expect(parsed.items.filter(({ title }) => title.includes("#"))).toHaveLength(2);
    expect(parsed.items.some((item) => "publishedAt" in item)).toBe(false);
    expect(JSON.stringify(parsed)).not.toMatch(/access_token/i);
  });

  test("the look-up of a hashtag's id has no entries", () => {
    expect(scanner.parse(recorded("hashtag-search.json"))).toEqual({ kind: "empty", items: [], rejects: [] });
  });
});

describe("top media", () => {
  const post = (over: object) => ({
    id: "1",
    caption: "Split keyboard\nmy wrists say thanks #deskgoals",
    media_type: "IMAGE",
    media_url: "https://cdn.example/1.jpg",
    permalink: "https://www.instagram.com/p/A/",
    comments_count: 4,
    ...over,
  });

  test("hidden likes are unknown, not zero, and the hashtag names the list", () => {
    const [item] = scanner.parse(page({ data: [post({})] })).items;
    expect(item).toEqual({
      kind: "term",
      externalId: "1",
      title: "Split keyboard",
      url: "https://www.instagram.com/p/A/",
      imageUrl: "https://cdn.example/1.jpg",
      rank: 1,
      listSize: 1,
      comments: 4,
      list: "#deskgoals",
      hashtags: ["deskgoals"],
      seenAt,
    });
  });

  test("a video's film is no picture, an album's first picture is", () => {
    const children = {
      data: [
        { media_type: "VIDEO", media_url: "https://cdn.example/v.mp4" },
        { media_type: "IMAGE", media_url: "https://cdn.example/2.jpg" },
      ],
    };
    const parsed = scanner.parse(
      page({
        data: [
          post({ id: "1", media_type: "VIDEO", media_url: "https://cdn.example/v.mp4" }),
          post({ id: "2", media_type: "CAROUSEL_ALBUM", media_url: undefined, children }),
          post({ id: "3", media_url: "https://cdn.example/3.jpg?access_token=EAAsecret" }),
          post({ id: "4", media_type: null, media_url: "https://cdn.example/v.mp4?x=1" }),
        ],
      }),
    );
    expect(parsed.items.map(({ imageUrl }) => imageUrl)).toEqual([
      undefined,
      "https://cdn.example/2.jpg",
      undefined,
      undefined,
    ]);
  });

  test.each([
    ["#a #b\n\n@shop\nCork yoga mat", "Cork yoga mat"],
    [".\n.\nSpice rack ✨", "Spice rack ✨"],
    ["Spice rack. It turns! #kitchen", "Spice rack."],
    ["Wow! A rack that turns. Buy it.", "Wow! A rack that turns."],
    ["The 40 oz. tumbler of Dr. Martens. Sold out.", "The 40 oz. tumbler of Dr. Martens."],
    ["My #deskgoals lamp at 1.5 W · #lamp", "My lamp at 1.5 W"],
    ["— Cork mat - natural #yoga", "Cork mat - natural"],
    ["Der große Kork #matte", "Der große Kork"],
    ["これは便利 ＃キッチン", "これは便利"],
    // Nothing but hashtags: the line as it is.
    ["#only #tags", "#only #tags"],
  ])("the title of %j is %j", (caption, title) => {
    expect(scanner.parse(page({ data: [post({ caption })] })).items[0]?.title).toBe(title);
  });

  test("a sentence without an end is cut between two words", () => {
    const title = (caption: string) => scanner.parse(page({ data: [post({ caption })] })).items[0]?.title;
    expect(title("word ".repeat(300))).toBe("word ".repeat(40).trim());
    expect(title("cat toys ".repeat(100))).toMatch(/^(cat toys )+cat( toys)?$/);
    expect(title("x".repeat(900))).toBe("x".repeat(200));
  });

  test("hashtags are kept once each, in small letters, and no number is one", () => {
    const caption = "Lamp #DeskGoals #deskgoals ＃キッチン #1 #café_del_mar";
    const [item] = scanner.parse(page({ data: [post({ caption })] })).items;
    expect(item?.hashtags).toEqual(["deskgoals", "キッチン", "café_del_mar"]);
  });

  test("the recent posts have a time and no rank, the top ones a rank", () => {
    const url = "https://graph.facebook.com/v23.0/17843826142012701/recent_media?user_id=1#deskgoals";
    const [item] = scanner.parse(
      page({ data: [post({ timestamp: "2026-11-22T11:30:00+0200" })] }, { url }),
    ).items;
    expect(item).toMatchObject({ publishedAt: "2026-11-22T09:30:00.000Z", list: "#deskgoals" });
    expect(item).not.toHaveProperty("rank");
    const odd = scanner.parse(page({ data: [post({ timestamp: "yesterday" })] })).items[0];
    expect(odd).toMatchObject({ rank: 1 });
    expect(odd).not.toHaveProperty("publishedAt");
  });

  test("a post without words is seen under its id, one of pictures alone under these", () => {
    const { items } = scanner.parse(
      page({
        data: [
          post({ caption: undefined }),
          post({ id: "2", caption: "" }),
          post({ id: "3", caption: "🌹🌹" }),
        ],
      }),
    );
    expect(items.map(({ title, unnamed, rank }) => [title, unnamed, rank])).toEqual([
      ["1", true, 1],
      ["2", true, 2],
      ["🌹🌹", undefined, 3],
    ]);
  });

  test("an account's own posts stand in the order of their time, under its name", () => {
    const media = { data: [post({ like_count: 9 })], paging: { cursors: { after: "QVFI" } } };
    const found = (over: object) =>
      page({ business_discovery: { username: "kettles", id: "8", ...over }, id: "9" });
    const parsed = scanner.parse(found({ media }));
    expect(parsed).toMatchObject({
      kind: "items",
      items: [{ externalId: "1", list: "@kettles", upvotes: 9 }],
    });
    expect(parsed.items[0]).not.toHaveProperty("rank");
    expect(scanner.parse(found({})).kind).toBe("empty");
  });

  test("posts without an id are rejects, and their tokens are cut out", () => {
    const parsed = scanner.parse(
      page({
        data: [post({}), { media_url: "https://x.example/?access_token=EAABsbCS1iHgBAKZCZCsecret" }],
      }),
    );
    expect(parsed.items).toHaveLength(1);
    expect(parsed.rejects).toHaveLength(1);
    expect(JSON.stringify(parsed)).not.toContain("EAABsbCS1iHgBAKZCZCsecret");
  });

  test.each([
    [190, "set INSTAGRAM_ACCESS_TOKEN"],
    [18, "30 different hashtags"],
    [4, "rate limit"],
    [17, "asked again with the next scan"],
    [32, "rate limit"],
    [613, "rate limit"],
    [80002, "rate limit"],
    [10, "App Review"],
    [200, "permission"],
    [294, "permission"],
  ])("error %d is blocked and says why", (code, said) => {
    const fault = {
      error: {
        message: "Error validating access_token=EAAsecretsecretsecretsecret",
        type: "OAuthException",
        code,
      },
    };
    const parsed = scanner.parse(page(fault, { status: 400 }));
    expect(parsed).toMatchObject({ kind: "blocked", why: expect.stringContaining(said) });
    expect(turnsAway(parsed)).toBe(true);
    expect(JSON.stringify(parsed)).not.toContain("EAAsecret");
  });

  test.each([
    [458, "has removed the app"],
    [459, "restricted"],
    [460, "password was changed"],
    [463, "long-lived token"],
    [492, "Facebook Page"],
  ])("a token that ended for reason %d says what to do about that", (error_subcode, said) => {
    const parsed = scanner.parse(page({ error: { code: 190, error_subcode } }, { status: 400 }));
    expect(parsed).toMatchObject({ kind: "blocked", why: expect.stringContaining(said) });
  });

  test.each([
    [{ code: 1 }, "asked again with the next scan"],
    [{ code: 2 }, "down for a moment"],
    [{ code: -1, error_subcode: 2207001 }, "asked again with the next scan"],
    [{ code: 4_711, is_transient: true }, "asked again with the next scan"],
    [{ code: 24 }, "take it out of the list"],
    [{ code: 100, message: "Unsupported get request." }, "Unsupported get request"],
    [{ code: 100, error_subcode: 33 }, "INSTAGRAM_USER_ID"],
  ])("error %j is a failure of one page, not a refusal", (error, said) => {
    const parsed = scanner.parse(page({ error }, { status: 400 }));
    expect(parsed).toMatchObject({ kind: "blocked", why: expect.stringContaining(said) });
    expect(turnsAway(parsed)).toBe(false);
  });

  test("a limit says when access is given back, where a header does", () => {
    const limited = (headers: Record<string, string>) =>
      scanner.parse(page({ error: { code: 80_002 } }, { status: 400, headers }));
    const usage = (minutes: unknown) => ({
      "x-business-use-case-usage": JSON.stringify({
        "178414": [{ type: "instagram", call_count: 100, estimated_time_to_regain_access: minutes }],
      }),
    });
    expect(limited(usage(19))).toMatchObject({ againInSeconds: 19 * 60 });
    for (const headers of [{}, usage(0), usage(null), { "x-business-use-case-usage": "{" }])
      expect(limited(headers)).not.toHaveProperty("againInSeconds");
  });

  test("a code that nobody has written down is unknown, no media are empty", () => {
    expect(scanner.parse(page({ error: { message: "New.", code: 4_711 } }, { status: 400 }))).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("New."),
    });
    expect(scanner.parse(page({ error: { code: 4_711 } }, { status: 403 })).kind).toBe("blocked");
    expect(scanner.parse(page({ data: [] })).kind).toBe("empty");
    expect(scanner.parse(page({ data: [{ id: "1", name: "kettle" }] })).kind).toBe("empty");
    expect(scanner.parse(page({ data: [{ id: "1", price: 3 }] })).kind).toBe("unknown");
    expect(scanner.parse(page({ message: "Please wait", require_login: true, status: "fail" })).kind).toBe(
      "blocked",
    );
    expect(scanner.parse(page("<html><body>Please log in</body></html>")).kind).toBe("blocked");
    expect(scanner.parse(page("3")).kind).toBe("unknown");
  });
});

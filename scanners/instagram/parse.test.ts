import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page, ScanContext } from "../scanner";
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
        ],
      }),
    );
    expect(parsed.items.map(({ imageUrl }) => imageUrl)).toEqual([
      undefined,
      "https://cdn.example/2.jpg",
      undefined,
    ]);
  });

  test("the title is the first line that says something beside hashtags", () => {
    const captions = ["#a #b\n\n@shop\nCork yoga mat", "#only #tags", ".\n.\nSpice rack ✨"];
    const parsed = scanner.parse(
      page({ data: captions.map((caption, index) => post({ id: String(index), caption })) }),
    );
    expect(parsed.items.map(({ title }) => title)).toEqual(["Cork yoga mat", "#only #tags", "Spice rack ✨"]);
  });

  test("posts without a caption are rejects, and their tokens are cut out", () => {
    const parsed = scanner.parse(
      page({
        data: [post({}), { id: "2", media_url: "https://x.example/?access_token=EAABsbCS1iHgBAKZCZCsecret" }],
      }),
    );
    expect(parsed.items).toHaveLength(1);
    expect(parsed.rejects).toHaveLength(1);
    expect(JSON.stringify(parsed)).not.toContain("EAABsbCS1iHgBAKZCZCsecret");
  });

  test.each([
    [190, "token has expired"],
    [18, "30 different hashtags"],
    [4, "rate limit"],
    [10, "permission"],
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
    expect(JSON.stringify(parsed)).not.toContain("EAAsecret");
  });

  test("an error of our own making is unknown, no media are empty", () => {
    expect(
      scanner.parse(page({ error: { message: "Unsupported get request.", code: 100 } }, { status: 400 })),
    ).toMatchObject({ kind: "unknown", why: expect.stringContaining("Unsupported get request") });
    expect(scanner.parse(page({ data: [] })).kind).toBe("empty");
    expect(scanner.parse(page("<html><body>Please log in</body></html>")).kind).toBe("blocked");
    expect(scanner.parse(page("3")).kind).toBe("unknown");
  });
});

describe("what Instagram is asked", () => {
  const keyed: ScanContext = {
    now: new Date(seenAt),
    locale: "en-US",
    config: { hashtags: ["deskgoals", "homedecor", "deskgoals"] },
    credentials: { accessToken: "EAAsecret", userId: "178414" },
  };

  test("without credentials it needs a key, and asks nothing", () => {
    const bare = { ...keyed, credentials: {} };
    expect(scanner.access(bare)).toMatchObject({
      state: "needs-key",
      how: expect.stringContaining("professional account"),
      link: expect.stringMatching(/^https:/),
    });
    expect(scanner.first(bare)).toEqual([]);
  });

  test("each hashtag is looked up once, then its top media asked for; no address carries the token", () => {
    const requests = scanner.first(keyed);
    expect(requests.map(({ key }) => key)).toEqual(["hashtag/deskgoals", "hashtag/homedecor"]);
    const lookedUp = page({ data: [{ id: "17843421130029320" }] }, { url: requests[0]?.url ?? "" });
    const [media] = scanner.next(lookedUp, {}, keyed);
    expect(media?.url).toMatch(/\/17843421130029320\/top_media\?.*like_count.*#deskgoals$/);
    for (const { url, headers } of [...requests, ...(media ? [media] : [])]) {
      expect(url).not.toContain("EAAsecret");
      expect(headers["authorization"]).toBe("Bearer EAAsecret");
    }
  });

  test("paging is not followed and a damaged look-up leads nowhere", () => {
    expect(
      scanner.next(
        page({ data: [{ id: "1" }], paging: { next: "https://graph.facebook.com/x" } }),
        {},
        keyed,
      ),
    ).toEqual([]);
    const url = scanner.first(keyed)[0]?.url ?? "";
    for (const body of ['{"data":[{"id":"1/../me"}]}', "{}", "no"]) {
      expect(scanner.next(page(body, { url }), {}, keyed)).toEqual([]);
    }
  });

  test("more than thirty hashtags are refused with a sentence", () => {
    const hashtags = Array.from({ length: 31 }, (_, index) => `tag${index}`);
    expect(() => scanner.first({ ...keyed, config: { hashtags } })).toThrow(/1 to 30 hashtags/);
  });
});

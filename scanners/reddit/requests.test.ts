import { describe, expect, test } from "vitest";
import type { ScanContext, ScanState } from "../scanner";
import { scanner } from "./index";
import { parse } from "./parse";
import { listing, page, post } from "./testing";

describe("requests", () => {
  const ctx: ScanContext = {
    now: new Date(),
    locale: "en-US",
    config: { subreddits: ["BuyItForLife", "gadgets"] },
    credentials: {},
    memory: {},
  };
  const keyed: ScanContext = { ...ctx, credentials: { clientId: "id", clientSecret: "s", userName: "ann" } };

  test("without keys: one feed over all subreddits", () => {
    expect(scanner.first(ctx).map(({ url }) => url)).toEqual([
      "https://www.reddit.com/r/BuyItForLife+gadgets/top/.rss?t=day&limit=100",
    ]);
  });

  test("with keys: a token, then the listing with it, and the token in no address", () => {
    const [token, ...others] = scanner.first(keyed);
    expect(others).toEqual([]);
    expect(token).toMatchObject({ method: "POST", body: "grant_type=client_credentials" });
    expect(token?.headers["authorization"]).toBe(`Basic ${btoa("id:s")}`);
    expect(token?.headers["user-agent"]).toBe("web:product-trend-automation:1.0 (by /u/ann)");
    const answer = page('{"access_token":"abc.def"}', { url: token?.url ?? "" });
    const [listed] = scanner.next(answer, {}, keyed);
    expect(listed?.url).toBe(
      "https://oauth.reddit.com/r/BuyItForLife+gadgets/top?limit=100&raw_json=1&t=day#of=200",
    );
    expect(listed?.headers["authorization"]).toBe("Bearer abc.def");
    expect(scanner.next(page(listing(), { url: listed?.url ?? "" }), {}, keyed)).toEqual([]);
  });

  test("the next page begins behind the last post, its ranks go on, and no more pages are asked for than set", () => {
    const state: ScanState = {};
    scanner.next(
      page('{"access_token":"abc"}', { url: "https://www.reddit.com/api/v1/access_token" }),
      state,
      keyed,
    );
    const body = (after: string | null, name: string) =>
      JSON.stringify({
        kind: "Listing",
        data: { after, children: [post({ name: `${name}1` }), post({ name: `${name}2`, stickied: true })] },
      });
    const headers = { "x-ratelimit-used": "2", "x-ratelimit-remaining": "598.0", "x-ratelimit-reset": "300" };
    const url = "https://oauth.reddit.com/r/a/top?limit=100&raw_json=1&t=day#of=200";
    const [second] = scanner.next(page(body("t3_zz", "t3_a"), { url, headers }), state, keyed);
    expect(second?.url).toBe(
      "https://oauth.reddit.com/r/BuyItForLife+gadgets/top?limit=100&raw_json=1&t=day&after=t3_zz&count=1#of=200",
    );
    expect(second?.headers["authorization"]).toBe("Bearer abc");
    expect(state.quota).toEqual({
      used: 2,
      limit: 600,
      windowDays: 10 / 1440,
      resetsAt: "2026-11-22T10:05:00.000Z",
      unit: "requests",
    });
    expect(state.memory).toBeUndefined();
    const last = page(body("t3_yy", "t3_b"), { url: second?.url ?? "" });
    expect(parse(last).items.map(({ rank, listSize }) => [rank, listSize])).toEqual([[2, 200]]);
    expect(scanner.next(last, state, keyed)).toEqual([]);
  });

  test("an answer that says nothing is left ends the asking; one whose `after` is no post's name does too", () => {
    const state: ScanState = { token: "abc" };
    const url = "https://oauth.reddit.com/r/a/top";
    const body = (after: string) =>
      JSON.stringify({ kind: "Listing", data: { after, children: [post({})] } });
    const spent = { "x-ratelimit-used": "600", "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "12" };
    expect(scanner.next(page(body("t3_zz"), { url, headers: spent }), state, keyed)).toEqual([]);
    expect(scanner.next(page(body("t3_zz&x=../"), { url }), { token: "abc" }, keyed)).toEqual([]);
  });

  test("a person's feed key is asked with, and never without the name that belongs to it", () => {
    const own = { ...ctx, credentials: { feedToken: "f00", userName: "ann" } };
    const [request] = scanner.first(own);
    expect(request?.url).toBe(
      "https://www.reddit.com/r/BuyItForLife+gadgets/top/.rss?t=day&limit=100&feed=f00&user=ann",
    );
    expect(request?.keyed).toBe(true);
    expect(scanner.first({ ...ctx, credentials: { feedToken: "f00" } })[0]?.url).not.toContain("f00");
  });

  test("a token that could split a header is not used, and wrong names are refused", () => {
    const url = "https://www.reddit.com/api/v1/access_token";
    expect(scanner.next(page('{"access_token":"a\\r\\nb: c"}', { url }), {}, keyed)).toEqual([]);
    expect(() => scanner.first({ ...ctx, config: { subreddits: ["../x"] } })).toThrow(/subreddits/);
  });
});

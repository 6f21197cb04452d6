import { describe, expect, test } from "vitest";
import type { ScanContext } from "../scanner";
import { scanner } from "./index";
import { pageOf, SEEN_AT } from "./testing";

describe("what Amazon is asked", () => {
  const ctx: ScanContext = { now: new Date(SEEN_AT), locale: "en-US", config: {}, credentials: {} };
  const keyed: ScanContext = {
    ...ctx,
    credentials: {
      clientId: "id",
      clientSecret: "shh",
      partnerTag: "partner-20",
      credentialVersion: "2.1",
    },
  };

  test("without credentials: search pages filtered to deals", () => {
    const requests = scanner.first(ctx);
    expect(requests).toHaveLength(6);
    expect(requests[0]?.url).toBe("https://www.amazon.com/s?i=electronics&rh=p_n_deal_type%3A23566064011");
  });

  test("by the browser: the deals page alone, whose cards are collected", () => {
    const requests = scanner.first({ ...ctx, config: { route: "browser", marketplace: "www.amazon.de" } });
    expect(requests).toMatchObject([
      { key: "deals", url: "https://www.amazon.de/deals", browser: { collect: expect.any(String) } },
    ]);
    // A key is better than either.
    expect(scanner.first({ ...keyed, config: { route: "browser" } })[0]?.key).toBe("token");
    expect(() => scanner.first({ ...ctx, config: { route: "magic" } })).toThrow(/search or browser/);
  });

  test("prices are asked for in the shop's own currency", () => {
    const cookie = (marketplace: string) =>
      scanner.first({ ...ctx, config: { marketplace } })[0]?.headers["cookie"];
    expect([cookie("www.amazon.de"), cookie("www.amazon.com"), cookie("www.amazon.eg")]).toEqual([
      "i18n-prefs=EUR",
      "i18n-prefs=USD",
      undefined,
    ]);
  });

  test("with credentials: a token, then the API, and no secret in any address", () => {
    const [token] = scanner.first(keyed);
    expect(token).toMatchObject({
      method: "POST",
      keyed: true,
      url: expect.stringContaining("us-east-1.amazoncognito.com"),
    });
    const answered = pageOf({ access_token: "tok" }, { url: token?.url ?? "" });
    const searches = scanner.next(answered, {}, keyed);
    expect(searches).toHaveLength(6);
    expect(searches[0]?.headers).toMatchObject({
      authorization: "Bearer tok, Version 2.1",
      "x-marketplace": "www.amazon.com",
    });
    expect(JSON.parse(searches[0]?.body ?? "null")).toMatchObject({
      partnerTag: "partner-20",
      searchIndex: "Electronics",
    });
    for (const { url } of [token, ...searches].filter((request) => request !== undefined)) {
      expect(url).not.toMatch(/shh|tok$/);
    }
    expect(scanner.next(pageOf({ access_token: "tok" }), {}, keyed)).toEqual([]);
  });

  test("a marketplace that is none is said", () => {
    expect(() => scanner.first({ ...ctx, config: { marketplace: "evil.example" } })).toThrow(
      /www\.amazon\.com/,
    );
  });
});

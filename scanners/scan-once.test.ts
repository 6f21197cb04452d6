import { expect, test } from "vitest";
import { TransientError } from "@/lib/core/errors";
import type { Sighting } from "@/lib/core/sighting";
import { blocked, empty, unknown } from "./reading/parser";
import { scanOnce } from "./scan-once";
import type { Page, Parsed, RequestSpec, ScanContext, Scanner } from "./scanner";

const ctx: ScanContext = { now: new Date(), locale: "en-US", config: {}, credentials: {} };
const request = (key: string): RequestSpec => ({
  key,
  url: `https://example.com/${key}`,
  method: "GET",
  headers: {},
});
const found: Sighting = { kind: "term", externalId: "a", title: "A", seenAt: "2026-11-22T10:00:00Z" };
const items: Parsed = { kind: "items", items: [found], rejects: [] };

/** A source whose pages are given by name; "token" is followed by "listing". */
async function scan(pages: Record<string, Parsed | Error>, keys = Object.keys(pages)) {
  const asked: string[] = [];
  const nameOf = (page: Page) => new URL(page.url).pathname.slice(1);
  const scanner: Scanner = {
    id: "reddit",
    kind: "json",
    cadenceMinutes: 60,
    access: () => ({ state: "ready" }),
    first: () => keys.map(request),
    next: (page) => (nameOf(page) === "token" ? [request("listing")] : []),
    parse: (page) => {
      const outcome = pages[nameOf(page)];
      return outcome && !(outcome instanceof Error) ? outcome : unknown("no such page");
    },
  };
  const fetchPage = async ({ key, url }: RequestSpec): Promise<Page> => {
    asked.push(key);
    const outcome = pages[key];
    if (outcome instanceof Error) throw outcome;
    return { url, status: 200, headers: {}, body: "", fetchedAt: "2026-11-22T10:00:00Z", locale: "en-US" };
  };
  return { parsed: await scanOnce({ scanner, ctx, fetchPage }), asked };
}

test("what a page leads to is asked next", async () => {
  const { parsed, asked } = await scan({ token: empty(), listing: items }, ["token"]);
  expect(asked).toEqual(["token", "listing"]);
  expect(parsed).toEqual(items);
});

test("a blocked page ends the scan, and is named beside what was found before it", async () => {
  const { parsed, asked } = await scan({ a: items, b: blocked("captcha"), c: items });
  expect(asked).toEqual(["a", "b"]);
  expect(parsed).toEqual({
    kind: "items",
    items: [found],
    rejects: [{ why: "blocked: captcha", snippet: "b" }],
  });
});

test("blocked outweighs unknown, unknown outweighs empty", async () => {
  expect((await scan({ a: empty(), b: unknown("new"), c: blocked("no") })).parsed.kind).toBe("blocked");
  expect((await scan({ a: empty(), b: unknown("new") })).parsed.kind).toBe("unknown");
  expect((await scan({ a: empty() })).parsed.kind).toBe("empty");
});

test("a fetch that fails keeps what was found before, and throws where nothing was", async () => {
  const failed = new TransientError("example.com answered 503.");
  expect((await scan({ a: items, b: failed, c: items })).parsed.rejects).toEqual([
    { why: failed.message, snippet: "b" },
  ]);
  await expect(scan({ a: empty(), b: failed })).rejects.toBe(failed);
});

import { afterEach, expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { TransientError } from "@/lib/core/errors";
import type { Sighting } from "@/lib/core/sighting";
import { FetchFailure, RobotsRefusal } from "@/scanners/fetching/failures";
import { blocked, empty, unknown } from "@/scanners/reading/parser";
import type { Page, Parsed, RequestSpec, Scanner, ScanState } from "@/scanners/scanner";
import { collectLive, useFetch } from "./collect-pages";
import { gatherPages } from "./gather-pages";
import { oneAnswer } from "./one-answer";

const request = (key: string): RequestSpec => ({
  key,
  url: `https://${key.slice(0, 1)}.example/${key}`,
  method: "GET",
  headers: {},
});
const found: Sighting = { kind: "term", externalId: "a", title: "A", seenAt: "2026-11-22T10:00:00Z" };
const items: Parsed = { kind: "items", items: [found], rejects: [] };

afterEach(() => useFetch(undefined));

type Given = { first?: string[]; leaves?: ScanState; status?: number; headers?: Record<string, string> };

/** A scan of a source whose pages are given by name; "token" leads to "listing". */
async function scan(pages: Record<string, Parsed | Error>, given: Given = {}) {
  const asked: string[] = [];
  const nameOf = (page: Page) => new URL(page.url).pathname.slice(1);
  const scanner: Scanner = {
    id: "reddit",
    kind: "json",
    cadenceMinutes: 60,
    access: () => ({ state: "ready" }),
    first: () => (given.first ?? Object.keys(pages)).map(request),
    next: (page, state) => {
      Object.assign(state, given.leaves);
      return nameOf(page) === "token" ? [request("listing")] : [];
    },
    parse: (page) => {
      const outcome = pages[nameOf(page)];
      return outcome && !(outcome instanceof Error) ? outcome : unknown("no such page");
    },
  };
  useFetch(async ({ key, url }) => {
    asked.push(key);
    const outcome = pages[key];
    if (outcome instanceof Error) throw outcome;
    const { status = 200, headers = {} } = given;
    return { url, status, headers, body: "", fetchedAt: "2026-11-22T10:00:00Z", locale: "en-US" };
  });
  const access = { locale: "en-US", config: {}, credentials: {} };
  const way = { proxyUrl: undefined, robots: "respect" } as const;
  const collected = await collectLive(scanner, access, way, systemClock);
  if (collected.kind === "needs-key") throw new Error("It has no key.");
  const { outcome } = gatherPages({ mode: "live", ...collected });
  return { collected, asked, answer: oneAnswer(collected), outcome };
}

test("what a page leads to is asked next", async () => {
  const { asked, answer } = await scan({ token: empty(), listing: items }, { first: ["token"] });
  expect(asked).toEqual(["token", "listing"]);
  expect(answer).toEqual(items);
});

test("a page that turns us away ends the scan, and is named beside what was found before it", async () => {
  const { asked, answer, outcome } = await scan({ a: items, b: blocked("captcha"), c: items });
  expect(asked).toEqual(["a", "b"]);
  expect(answer).toEqual({
    kind: "items",
    items: [found],
    rejects: [
      { why: "blocked: captcha", snippet: "b" },
      { why: "not read: c", snippet: "" },
    ],
  });
  expect(outcome.outcome).toBe("live");
});

test("what stood behind the page that turned us away is counted", async () => {
  const { collected } = await scan({ a: blocked("captcha"), b: items, c: items, d: items });
  expect(collected.missed).toEqual(["not read: the 3 pages after it"]);
});

test("a page that the source alone failed at does not end the scan, and is no block", async () => {
  const fault = blocked("It has a fault of its own.", { only: "this-page" });
  const { asked, outcome } = await scan({ a: fault, b: items });
  expect(asked).toEqual(["a", "b"]);
  expect(outcome).toMatchObject({ outcome: "live", why: "It has a fault of its own." });
  const alone = await scan({ a: fault });
  expect(alone.outcome).toMatchObject({ outcome: "failed", why: "It has a fault of its own." });
  expect(alone.answer.kind).toBe("blocked");
});

test("blocked outweighs unknown, unknown outweighs empty", async () => {
  const kindOf = async (pages: Record<string, Parsed>) => (await scan(pages)).answer.kind;
  expect(await kindOf({ a: empty(), b: unknown("new"), c: blocked("no") })).toBe("blocked");
  expect(await kindOf({ a: empty(), b: unknown("new") })).toBe("unknown");
  expect(await kindOf({ a: empty() })).toBe("empty");
});

test("a page that cannot be had is named, and the others are asked for", async () => {
  const failed = new TransientError("b.example answered 502.");
  const { asked, answer } = await scan({ a: items, b: failed, c: items });
  expect(asked).toEqual(["a", "b", "c"]);
  expect(answer.rejects).toEqual([{ why: `not read: b: ${failed.message}`, snippet: "" }]);
});

test("where the pages that were had say nothing, what was missed is thrown, unless nothing is right", async () => {
  const failed = new TransientError("example.com answered 502.");
  await expect(scan({ token: empty(), listing: failed }, { first: ["token"] })).rejects.toBe(failed);
  const leaves = { nothingNew: "Nothing can have changed." };
  const { collected } = await scan({ token: empty(), listing: failed }, { first: ["token"], leaves });
  expect(collected.nothingNew).toBe(leaves.nothingNew);
  expect((await scan({ a: unknown("new"), b: failed })).outcome.outcome).toBe("failed");
});

test("a host that fails twice in a row is not asked again, another one is", async () => {
  const failed = new FetchFailure("server-error", "It failed.");
  const { asked, collected } = await scan({ a1: failed, a2: failed, a3: items, b: items });
  expect(asked).toEqual(["a1", "a2", "b"]);
  expect(collected.missed.at(-1)).toBe("not read: a3: its host does not answer");
});

test("robots rules that say no are a block, and say when they are worth reading again", async () => {
  const { answer, collected } = await scan({ a: new RobotsRefusal("Its rules say no.", 600), b: items });
  expect(answer).toMatchObject({ kind: "blocked", why: "Its rules say no." });
  expect(collected.left.nextTryAt).toBeInstanceOf(Date);
});

test("when to come back is what the page says, else what the headers of a 429 or 503 say", async () => {
  const minutesUntil = async (page: Parsed, given: Given) => {
    const { nextTryAt } = (await scan({ a: page }, given)).collected.left;
    return nextTryAt && Math.round((nextTryAt.getTime() - Date.now()) / 60_000);
  };
  const headers = { "retry-after": "300" };
  expect(await minutesUntil(blocked("no", { againInSeconds: 1_200 }), { status: 429, headers })).toBe(20);
  expect(await minutesUntil(blocked("no"), { status: 503, headers })).toBe(5);
  expect(await minutesUntil(blocked("no"), { status: 403, headers })).toBe(null);
});

import { expect, test } from "vitest";
import { embeddedRedis } from "@/lib/platform/redis/redis";
import { fetchPage } from "../fetch-page";
import type { Page, RequestSpec } from "../scanner";
import { rememberPage } from "./remembered";
import { requestTo, testOptions, testServer } from "./testing";

const there = testServer();
const FIRST = "2026-11-22T10:00:00.000Z";
const LATER = "2026-11-22T11:00:00.000Z";

/** A look that remembers what it saw, as a scan does after its parser knew the page. */
function world() {
  const redis = embeddedRedis();
  return async (at: string, over: Partial<RequestSpec> = {}): Promise<Page> => {
    const options = testOptions({ redis, now: () => new Date(at) });
    const request = requestTo(there.port, "/list", over);
    const page = await fetchPage(request, options);
    await rememberPage(request, page, options);
    return page;
  };
}

/** Serves one text under an ETag, and 304 to who has it. */
function serve(body: string, etag: string, more: Record<string, string> = {}): void {
  there.answer = (request, response) => {
    const known = request.headers["if-none-match"] === etag;
    response.writeHead(known ? 304 : 200, { etag, ...more }).end(known ? undefined : body);
  };
}

test("an unchanged page counts as a look: the body of the last one, seen now, unchanged since then", async () => {
  serve("ten items", '"v1"');
  const look = world();
  expect(await look(FIRST)).toMatchObject({ body: "ten items", fetchedAt: FIRST });
  const again = await look(LATER);
  expect(again).toMatchObject({ status: 200, body: "ten items", fetchedAt: LATER, unchangedSince: FIRST });
  expect((await look("2026-11-22T12:00:00.000Z")).unchangedSince).toBe(FIRST);
  expect(there.seen.map((request) => request.headers["if-none-match"])).toEqual([undefined, '"v1"', '"v1"']);

  serve("eleven items", '"v2"');
  const changed = await look("2026-11-22T13:00:00.000Z");
  expect(changed.body).toBe("eleven items");
  expect(changed.unchangedSince).toBeUndefined();
});

test("Last-Modified does as well", async () => {
  const modified = "Sun, 22 Nov 2026 09:00:00 GMT";
  there.answer = (request, response) =>
    request.headers["if-modified-since"] === modified
      ? response.writeHead(304).end()
      : response.writeHead(200, { "last-modified": modified }).end("ten items");
  const look = world();
  await look(FIRST);
  expect(await look(LATER)).toMatchObject({ body: "ten items", unchangedSince: FIRST });
});

test.each([
  ["what was asked with a key", { headers: { authorization: "Bearer x" } }, {}],
  ["what is marked as keyed", { keyed: true }, {}],
  ["what was posted", { method: "POST" }, {}],
  ["what must not be stored", {}, { "cache-control": "private, no-store" }],
] as const)("%s is not remembered", async (_name, over, headers) => {
  serve("ten items", '"v1"', headers);
  const look = world();
  await look(FIRST, over);
  expect((await look(LATER, over)).unchangedSince).toBeUndefined();
  expect(there.seen[1]?.headers["if-none-match"]).toBeUndefined();
});

test("a page in another language is another page", async () => {
  serve("ten items", '"v1"');
  const look = world();
  await look(FIRST, { headers: { "accept-language": "en-US" } });
  expect((await look(LATER, { headers: { "accept-language": "de-DE" } })).unchangedSince).toBeUndefined();
  expect((await look(LATER, { headers: { "accept-language": "en-US" } })).unchangedSince).toBe(FIRST);
});

test("a page nobody said was good is read anew, and one too large is too", async () => {
  serve("robot check", '"block"');
  const options = testOptions();
  await fetchPage(requestTo(there.port, "/list"), options);
  await fetchPage(requestTo(there.port, "/list"), options);
  expect(there.seen[1]?.headers["if-none-match"]).toBeUndefined();

  const noise = Array.from({ length: 100_000 }, (_, at) =>
    ((at * 2_654_435_761) % 4_294_967_296).toString(36),
  );
  serve(noise.join(""), '"large"');
  const look = world();
  await look(FIRST);
  expect((await look(LATER)).unchangedSince).toBeUndefined();
});

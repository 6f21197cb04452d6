import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/clock";
import { embeddedRedis } from "@/lib/platform/redis/redis";
import { fetchPage } from "../fetch-page";
import { RobotsRefusal } from "./failures";
import { failureOf, requestTo, testOptions, testServer } from "./testing";

const there = testServer();
const START = Date.parse("2026-11-22T10:00:00Z");

/** A server with these rules, or an answer of that status in their place. */
function rules(given: string | number): void {
  there.answer = (request, response) => {
    if (request.url !== "/robots.txt") response.end("page");
    else if (typeof given === "number") response.writeHead(given).end();
    else response.end(given);
  };
}

/** Looks at a page at a time; each call shares the Redis of `world`. */
function world() {
  const redis = embeddedRedis();
  return (path: string, at = START, over: Partial<Parameters<typeof requestTo>[2]> = {}) =>
    fetchPage(
      requestTo(there.port, path, over),
      testOptions({ robots: "respect", redis, now: () => new Date(at), backoffMs: 1 }),
    );
}
const paths = () => there.seen.map((request) => request.url);

test.each([
  ["nothing is forbidden", "User-agent: *\nDisallow:", true],
  ["everything is", "User-agent: *\nDisallow: /", false],
  ["this path is", "User-agent: *\nDisallow: /list", false],
  ["another path is", "User-agent: *\nDisallow: /search", true],
  ["the longer rule wins", "User-agent: *\nDisallow: /\nAllow: /list", true],
  [
    "a rule for us outweighs that for all",
    "User-agent: *\nDisallow: /\n\nUser-agent: product-trend-automation\nAllow: /",
    true,
  ],
  ["a rule with a wildcard", "User-agent: *\nDisallow: /*?page=", false],
  ["it is no robots file", "<!doctype html><html>Disallow: /</html>", true],
])("%s", async (_name, text, allowed) => {
  rules(text);
  const thrown = await failureOf(world()("/list?page=2"));
  expect(thrown === undefined).toBe(allowed);
  if (!allowed) {
    expect(thrown).toBeInstanceOf(RobotsRefusal);
    expect(String(thrown)).toMatch(/Blocked by robots rules: .*an admin choose/);
    expect(paths()).toEqual(["/robots.txt"]);
  }
});

test.each([404, 403, 410])("an answer of %i means that there are no rules", async (status) => {
  rules(status);
  expect((await world()("/list")).body).toBe("page");
});

test.each([500, 503, 429])("an answer of %i means: not now, and soon again", async (status) => {
  rules(status);
  const look = world();
  expect(await failureOf(look("/list"))).toMatchObject({ againInSeconds: 1_800 });
  expect(String(await failureOf(look("/list", START + 60_000)))).toContain("for now");
  expect(new Set(paths())).toEqual(new Set(["/robots.txt"]));
  const asked = there.seen.length;
  rules("User-agent: *\nAllow: /");
  expect(await failureOf(look("/list", START + 60_000))).toBeInstanceOf(RobotsRefusal);
  expect(there.seen).toHaveLength(asked);
  expect((await look("/list", START + 1_800_000)).body).toBe("page");
});

test("a host that does not answer is not said to refuse by its rules, and nothing else is asked of it", async () => {
  there.answer = (request) => request.socket.destroy();
  const look = world();
  expect(await failureOf(look("/list"))).toMatchObject({ class: "connection" });
  expect(new Set(paths())).toEqual(new Set(["/robots.txt"]));
  rules("User-agent: *\nAllow: /");
  expect((await look("/list")).body).toBe("page");
});

test("rules are read once a day, and used on while they cannot be read again", async () => {
  rules("User-agent: *\nDisallow: /private");
  const look = world();
  await look("/a");
  await look("/b", START + DAY_MS - 1);
  expect(paths()).toEqual(["/robots.txt", "/a", "/b"]);
  rules(500);
  expect((await look("/c", START + DAY_MS)).body).toBe("page");
  expect(await failureOf(look("/private", START + DAY_MS))).toBeInstanceOf(RobotsRefusal);
  rules("User-agent: *\nDisallow: /");
  expect(await failureOf(look("/d", START + 2 * DAY_MS))).toBeInstanceOf(RobotsRefusal);
});

test("what is asked with a key, and what a person has chosen to read, is not subject to them", async () => {
  rules("User-agent: *\nDisallow: /");
  const look = world();
  await look("/list", START, { headers: { Authorization: "Bearer x" } });
  await look("/token", START, { keyed: true, method: "POST", body: "grant_type=x" });
  await fetchPage(requestTo(there.port, "/list"), testOptions());
  expect(paths()).toEqual(["/list", "/token", "/list"]);
});

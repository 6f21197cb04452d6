import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PermanentError, TransientError } from "@/lib/core/errors";
import { fetchPage, type FetchOptions } from "./fetch-page";
import type { RequestSpec } from "./scanner";

let answer: RequestListener;
let seen: IncomingMessage[] = [];
let port = 0;
const server = createServer((request, response) => {
  seen.push(request);
  answer(request, response);
});

beforeEach(async () => {
  seen = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, resolve);
  await promise;
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterEach(async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
});

const options: FetchOptions = {
  locale: "de-DE",
  allowLoopback: true,
  spacingMs: 0,
  now: () => new Date("2026-11-22T10:00:00Z"),
};
const at = (path: string, over: Partial<RequestSpec> = {}): RequestSpec => ({
  key: "k",
  url: `http://127.0.0.1:${port}${path}`,
  method: "GET",
  headers: { "user-agent": "ours/1.0" },
  ...over,
});
const redirect = (response: ServerResponse, to: string, status = 302) =>
  response.writeHead(status, { location: to }).end();
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe("a page", () => {
  test("comes with its address, status, headers, text, time and locale; cookies stay behind", async () => {
    answer = (_, response) => {
      response.writeHead(403, {
        "content-type": "text/html; charset=iso-8859-1",
        "set-cookie": "a=b",
        "x-a": "1",
      });
      response.end(Buffer.from("K\u00fcche", "latin1"));
    };
    const page = await fetchPage(at("/list#tag"), options);
    expect(page).toMatchObject({
      url: `http://127.0.0.1:${port}/list#tag`,
      status: 403,
      body: "Küche",
      fetchedAt: "2026-11-22T10:00:00.000Z",
      locale: "de-DE",
    });
    expect(page.headers["x-a"]).toBe("1");
    expect(page.headers).not.toHaveProperty("set-cookie");
    expect(seen[0]?.headers["user-agent"]).toBe("ours/1.0");
  });

  test("is posted and unpacked", async () => {
    answer = (request, response) => {
      request.on("data", (chunk: Buffer) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(`got ${chunk.toString()}`));
      });
    };
    const page = await fetchPage(at("/token", { method: "POST", body: "grant_type=x" }), options);
    expect(page.body).toBe("got grant_type=x");
  });
});

describe("addresses that are not public are refused before anything is sent", () => {
  test.each([
    "http://127.0.0.1:1/",
    "http://2130706433/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://localhost:1/",
    "file:///etc/passwd",
    "nonsense",
  ])("%s", async (url) => {
    const { allowLoopback: _, ...strict } = options;
    expect(await failure(fetchPage(at("/", { url }), strict))).toBeInstanceOf(PermanentError);
  });

  test("also behind a redirect", async () => {
    answer = (_, response) => redirect(response, "http://169.254.169.254/");
    const thrown = await failure(fetchPage(at("/", { redirectHosts: ["169.254.169.254"] }), options));
    expect(thrown).toBeInstanceOf(PermanentError);
    expect(seen).toHaveLength(1);
  });
});

describe("redirects", () => {
  test("are followed by hand to the same host, and the page says where it ended", async () => {
    answer = (request, response) =>
      request.url === "/a" ? redirect(response, "/b?x=1") : response.end("here");
    const page = await fetchPage(at("/a"), options);
    expect([page.url, page.body]).toEqual([`http://127.0.0.1:${port}/b?x=1`, "here"]);
  });

  test("to a host that is not allowed are refused; an allowed one never gets credentials", async () => {
    answer = (request, response) =>
      request.url === "/a" ? redirect(response, `http://localhost:${port}/b`) : response.end("ok");
    const request = at("/a", {
      headers: { Authorization: "Bearer secret", Cookie: "c=1", accept: "text/html" },
    });
    const refused = await failure(fetchPage(request, options));
    expect(refused).toBeInstanceOf(PermanentError);
    expect(String(refused)).toContain("localhost, which is not allowed");
    expect(seen).toHaveLength(1);

    await fetchPage({ ...request, redirectHosts: ["localhost"] }, options);
    expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer secret", cookie: "c=1" });
    expect(seen[2]?.headers).toMatchObject({ accept: "text/html" });
    expect(seen[2]?.headers).not.toHaveProperty("authorization");
    expect(seen[2]?.headers).not.toHaveProperty("cookie");
  });

  test("that go in a circle end", async () => {
    answer = (_, response) => redirect(response, "/again");
    expect(String(await failure(fetchPage(at("/"), options)))).toMatch(/redirects more than 5 times/);
    expect(seen).toHaveLength(6);
  });
});

describe("failures say whether another try helps, and never repeat the query", () => {
  test.each([
    [429, { "retry-after": "120" }, 120],
    [503, { "retry-after": "Sun, 22 Nov 2026 10:01:30 GMT" }, 90],
    [429, { "x-ratelimit-reset": "41.2" }, 42],
    [503, { "retry-after": "soon" }, undefined],
    [502, {}, undefined],
  ])("%i with %j", async (status, headers, seconds) => {
    answer = (_, response) => response.writeHead(status, headers).end("x");
    const thrown = await failure(fetchPage(at("/a?access_token=SECRET"), options));
    expect(thrown).toBeInstanceOf(TransientError);
    expect(thrown).toMatchObject({ retryAfterSeconds: seconds, retryable: true });
    expect(String(thrown)).not.toContain("SECRET");
    expect(seen).toHaveLength(1);
  });

  test("no headers in time, no end of the body in time, a broken connection", async () => {
    answer = () => {};
    const slow = await failure(fetchPage(at("/a?t=SECRET"), { ...options, headersTimeoutMs: 50 }));
    expect(slow).toBeInstanceOf(TransientError);
    expect(String(slow)).toMatch(/did not answer within/);
    answer = (_, response) => response.write("begin");
    const unfinished = await failure(fetchPage(at("/a?t=SECRET"), { ...options, bodyTimeoutMs: 50 }));
    expect(unfinished).toBeInstanceOf(TransientError);
    expect(String(unfinished)).toMatch(/did not finish its answer within/);
    answer = (request) => request.socket.destroy();
    const broken = await failure(fetchPage(at("/a?t=SECRET"), options));
    expect(broken).toBeInstanceOf(TransientError);
    expect(`${String(slow)}${String(unfinished)}${String(broken)}`).not.toContain("SECRET");
  });

  test("a body above 3 MB is cut off, packed or not", async () => {
    const large = Buffer.alloc(3_000_001, "a");
    answer = (_, response) => response.end(large);
    expect(await failure(fetchPage(at("/"), options))).toBeInstanceOf(PermanentError);
    answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(large));
    expect(String(await failure(fetchPage(at("/"), options)))).toMatch(/more than 3 MB/);
    answer = (_, response) => response.end(large.subarray(0, 3_000_000));
    expect((await fetchPage(at("/"), options)).body).toHaveLength(3_000_000);
  });

  test("damaged compression is a failure, not half a page", async () => {
    answer = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(5000)).subarray(0, 20));
    expect(await failure(fetchPage(at("/"), options))).toBeInstanceOf(TransientError);
  });
});

test("one request at a time per host, with a pause between, also after a failure", async () => {
  let under = 0;
  let most = 0;
  const starts: number[] = [];
  answer = (request, response) => {
    starts.push(performance.now());
    under += 1;
    most = Math.max(most, under);
    setTimeout(() => {
      under -= 1;
      response.writeHead(request.url === "/1" ? 500 : 200).end("x");
    }, 20);
  };
  const polite = { ...options, spacingMs: 60 };
  await Promise.allSettled(["/1", "/2", "/3"].map((path) => fetchPage(at(path), polite)));
  expect(most).toBe(1);
  const [a = 0, b = 0, c = 0] = starts;
  expect(Math.min(b - a, c - b)).toBeGreaterThanOrEqual(75);
});

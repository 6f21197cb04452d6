import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PermanentError, TransientError } from "@/lib/core/errors";
import { fetchPage } from "./fetch-page";
import { FetchFailure } from "./fetching/failures";
import { failureOf as failure, requestTo, testOptions, testServer } from "./fetching/testing";
import type { RequestSpec } from "./scanner";

const there = testServer();
const options = testOptions();
const at = (path: string, over: Partial<RequestSpec> = {}) => requestTo(there.port, path, over);
const redirect = (response: ServerResponse, to: string, status = 302) =>
  response.writeHead(status, { location: to }).end();

describe("a page", () => {
  test("comes with its address, status, headers, text, time and locale; cookies stay behind", async () => {
    there.answer = (_, response) => {
      response.writeHead(403, {
        "content-type": "text/html; charset=iso-8859-1",
        "set-cookie": "a=b",
        "x-a": "1",
      });
      response.end(Buffer.from("K\u00fcche", "latin1"));
    };
    const page = await fetchPage(at("/list#tag"), options);
    expect(page).toMatchObject({
      url: `http://127.0.0.1:${there.port}/list#tag`,
      status: 403,
      body: "Küche",
      fetchedAt: "2026-11-22T10:00:00.000Z",
      locale: "de-DE",
    });
    expect(page.headers["x-a"]).toBe("1");
    expect(page.headers).not.toHaveProperty("set-cookie");
    expect(there.seen[0]?.headers["user-agent"]).toBe("ours/1.0");
  });

  test("is posted and unpacked", async () => {
    there.answer = (request, response) => {
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
    there.answer = (_, response) => redirect(response, "http://169.254.169.254/");
    const thrown = await failure(fetchPage(at("/", { redirectHosts: ["169.254.169.254"] }), options));
    expect(thrown).toBeInstanceOf(PermanentError);
    expect(there.seen).toHaveLength(1);
  });
});

describe("redirects", () => {
  test("are followed by hand to the same host, and the page says where it ended", async () => {
    there.answer = (request, response) =>
      request.url === "/a" ? redirect(response, "/b?x=1") : response.end("here");
    const page = await fetchPage(at("/a"), options);
    expect([page.url, page.body]).toEqual([`http://127.0.0.1:${there.port}/b?x=1`, "here"]);
  });

  test("to a host that is not allowed are refused; an allowed one never gets credentials", async () => {
    there.answer = (request, response) =>
      request.url === "/a" ? redirect(response, `http://localhost:${there.port}/b`) : response.end("ok");
    const request = at("/a", {
      headers: { Authorization: "Bearer secret", Cookie: "c=1", accept: "text/html" },
    });
    const refused = await failure(fetchPage(request, options));
    expect(refused).toBeInstanceOf(PermanentError);
    expect(String(refused)).toContain("localhost, which is not allowed");
    expect(there.seen).toHaveLength(1);

    await fetchPage({ ...request, redirectHosts: ["localhost"] }, options);
    expect(there.seen[1]?.headers).toMatchObject({ authorization: "Bearer secret", cookie: "c=1" });
    expect(there.seen[2]?.headers).toMatchObject({ accept: "text/html" });
    expect(there.seen[2]?.headers).not.toHaveProperty("authorization");
    expect(there.seen[2]?.headers).not.toHaveProperty("cookie");
  });

  test("that go in a circle end", async () => {
    there.answer = (_, response) => redirect(response, "/again");
    expect(String(await failure(fetchPage(at("/"), options)))).toMatch(/redirects more than 5 times/);
    expect(there.seen).toHaveLength(6);
  });
});

describe("failures say whether another try helps, and never repeat the query", () => {
  test.each([
    [500, {}, undefined],
    [502, { "retry-after": "0" }, 1],
    [504, { "retry-after": "Sun, 22 Nov 2026 10:00:00 GMT" }, 1],
  ])("%i with %j is asked for three times", async (status, headers, seconds) => {
    there.answer = (_, response) => response.writeHead(status, headers).end("x");
    const thrown = await failure(fetchPage(at("/a?access_token=SECRET"), { ...options, budgetMs: 5_000 }));
    expect(thrown).toBeInstanceOf(FetchFailure);
    expect(thrown).toMatchObject({ class: "server-error", retryAfterSeconds: seconds, retryable: true });
    expect(String(thrown)).not.toContain("SECRET");
    expect(there.seen).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410, 429, 503])(
    "%i is a page, and never asked for again",
    async (status) => {
      there.answer = (_, response) => response.writeHead(status, { "retry-after": "1" }).end("no");
      expect(await fetchPage(at("/"), options)).toMatchObject({ status, body: "no" });
      expect(there.seen).toHaveLength(1);
    },
  );

  test("a source that has recovered by the second try is read", async () => {
    there.answer = (_, response) => response.writeHead(there.seen.length === 1 ? 502 : 200).end("here");
    expect((await fetchPage(at("/"), options)).body).toBe("here");
    expect(there.seen).toHaveLength(2);
  });

  test("no time is waited that is not there: a Retry-After beyond the budget ends it at once", async () => {
    there.answer = (_, response) => response.writeHead(500, { "retry-after": "30" }).end();
    const began = performance.now();
    const thrown = await failure(fetchPage(at("/"), { ...options, budgetMs: 2_000 }));
    expect(thrown).toMatchObject({ retryAfterSeconds: 30 });
    expect(there.seen).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a page that hangs takes its budget and no more, all tries together", async () => {
    there.answer = () => {};
    const began = performance.now();
    const thrown = await failure(
      fetchPage(at("/"), { ...options, budgetMs: 300, headersTimeoutMs: 200, backoffMs: 10 }),
    );
    expect(thrown).toMatchObject({ class: "timeout" });
    expect(there.seen).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(600);
  });

  test("no headers in time, no end of the body in time, a broken connection", async () => {
    there.answer = () => {};
    const slow = await failure(fetchPage(at("/a?t=SECRET"), { ...options, headersTimeoutMs: 50 }));
    expect(slow).toBeInstanceOf(TransientError);
    expect(String(slow)).toMatch(/did not answer within 0.1 s/);
    there.answer = (_, response) => response.write("begin");
    const unfinished = await failure(fetchPage(at("/a?t=SECRET"), { ...options, bodyTimeoutMs: 50 }));
    expect(unfinished).toBeInstanceOf(TransientError);
    expect(String(unfinished)).toMatch(/did not finish its answer within/);
    there.answer = (request) => request.socket.destroy();
    const broken = await failure(fetchPage(at("/a?t=SECRET"), options));
    expect(broken).toBeInstanceOf(TransientError);
    expect(`${String(slow)}${String(unfinished)}${String(broken)}`).not.toContain("SECRET");
  });

  test("a body above 3 MB is cut off, packed or not", async () => {
    const large = Buffer.alloc(3_000_001, "a");
    there.answer = (_, response) => response.end(large);
    expect(await failure(fetchPage(at("/"), options))).toBeInstanceOf(PermanentError);
    there.answer = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(large));
    expect(String(await failure(fetchPage(at("/"), options)))).toMatch(/more than 3 MB/);
    there.answer = (_, response) => response.end(large.subarray(0, 3_000_000));
    expect((await fetchPage(at("/"), options)).body).toHaveLength(3_000_000);
  });

  test("damaged compression is a failure, not half a page", async () => {
    there.answer = (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(5000)).subarray(0, 20));
    expect(await failure(fetchPage(at("/"), options))).toBeInstanceOf(TransientError);
  });
});

test("one request at a time per host, with a pause between, also after a failure", async () => {
  let under = 0;
  let most = 0;
  const starts: number[] = [];
  there.answer = (request, response) => {
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

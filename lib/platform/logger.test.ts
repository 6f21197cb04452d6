import { describe, expect, it } from "vitest";
import { PermanentError } from "../core/errors";
import { createLogger } from "./logger";
import { redact, redactText } from "./redact";

function recorder(level = "info") {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(line) });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

const SECRET = "s3cr3t-value-that-must-not-appear";

describe("the log", () => {
  it.each([
    ["a header", { headers: { Authorization: `Bearer ${SECRET}`, cookie: `a=${SECRET}` } }],
    ["headers of a request", { headers: new Headers({ cookie: SECRET, "x-api-key": SECRET }) }],
    ["a setting", { settings: { GROQ_API_KEY: SECRET, BETTER_AUTH_SECRET: SECRET, SETUP_TOKEN: SECRET } }],
    ["a form", { input: [{ password: SECRET, currentPassword: SECRET }] }],
    ["an address", { url: `https://host.example/v1?q=1&access_token=${SECRET}&page=2` }],
    [
      "a personal feed",
      { body: `<link href="https://host.example/.rss?t=day&amp;feed=${SECRET}&amp;user=ann"/>` },
    ],
    ["a key in an address", { url: new URL(`https://host.example/?key=${SECRET}`) }],
    ["a database address", { url: `postgres://user:${SECRET}@host.example/db` }],
    ["a sentence", { text: `the header was Authorization: Bearer ${SECRET}` }],
    ["an assignment in a sentence", { text: `failed with api_key=${SECRET}` }],
    ["an invitation", { at: `http://localhost:3000/accept/${SECRET}` }],
    ["a setup token with signs", { at: `http://localhost:3000/accept/a%20b%2F${SECRET}` }],
    ["a link for a new password", { at: `http://localhost:3000/reset/${SECRET}` }],
    ["an error and its cause", { error: new Error("x", { cause: new Error(`?token=${SECRET}`) }) }],
    ["a map", { map: new Map([["token", SECRET]]) }],
  ])("holds no secret of %s", (_name, fields) => {
    const { logger, lines } = recorder();
    logger.error(fields, `it failed: https://x.example/?api_key=${SECRET}`);
    logger.child(fields).info({}, "again");
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toContain(SECRET);
    expect(lines.join("")).toContain("[redacted]");
  });

  it("keeps what is no secret, the count of tokens among it", () => {
    const { logger, last } = recorder();
    logger.info({ tokens: 1200, keyword: "mug", url: "https://x.example/?q=mug&page=2", n: 3n }, "done");
    expect(last()).toMatchObject({
      tokens: 1200,
      keyword: "mug",
      url: "https://x.example/?q=mug&page=2",
      n: "3",
    });
  });

  it("is one line of plain characters whatever is logged", () => {
    const { logger, lines, last } = recorder();
    const hostile = "a\nb\r\u2028c\u001b[31m\u009b\u202edef\u0000";
    logger.warn({ hostile }, hostile);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/);
    expect(last()["hostile"]).toBe(hostile);
  });

  it("says the code, message and cause of an error, and not what drivers hang on it", () => {
    const { logger, last } = recorder();
    const cause = Object.assign(new Error("duplicate key"), { code: "23505", parameters: ["private"] });
    logger.error({ error: new PermanentError("not stored", { cause }) }, "failed");
    expect(last()["error"]).toMatchObject({
      code: "PERMANENT",
      message: "not stored",
      cause: { code: "23505" },
    });
    expect(JSON.stringify(last())).not.toContain("private");
  });

  it("writes nothing below its level", () => {
    const { logger, lines } = recorder("warn");
    logger.info({}, "quiet");
    logger.warn({}, "loud");
    expect(lines).toHaveLength(1);
  });
});

describe("redact", () => {
  it("ends on things that have no end", () => {
    const loop: Record<string, unknown> = { list: Array.from({ length: 1_000 }, () => "x") };
    loop["self"] = loop;
    Object.defineProperty(loop, "broken", {
      enumerable: true,
      get() {
        throw new Error("no");
      },
    });
    const text = JSON.stringify(redact(loop));
    expect(text).toContain("[deeper]");
    expect(text).toContain("[unreadable]");
    expect(text.length).toBeLessThan(20_000);
  });

  it("takes linear time on long hostile text", () => {
    const start = performance.now();
    for (const part of ["a://", "?key=", "token=", "https://a:", "/accept/", "key_", "Bearer "]) {
      redactText(part.repeat(100_000));
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

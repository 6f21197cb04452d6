import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PermanentError, TransientError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { logger } from "@/lib/platform/logger";
import { useEmbeddedQstash } from "@/lib/platform/qstash/client";
import { signedRoute } from "./step-route";

const keys = { current: "current-key-of-the-test", next: "next-key-of-the-test" };
const path = "/api/steps/run-agent";
const body = JSON.stringify({ outboxId: 1, runId: 1, agent: "scanner" });

type Claims = { sub?: string; body?: string; exp?: number; nbf?: number; iss?: string };

/** A signature as QStash makes it (JWT, HS256), with whatever is wrong with it. */
function sign(key: string, claims: Claims = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const payload = {
    iss: "Upstash",
    sub: `${env().baseUrl}${path}`,
    exp: now + 300,
    nbf: now - 1,
    iat: now,
    jti: "jwt_test",
    body: createHash("sha256").update(body).digest("base64url"),
    ...claims,
  };
  const head = `${part({ alg: "HS256", typ: "JWT" })}.${part(payload)}`;
  return `${head}.${createHmac("sha256", key).update(head).digest("base64url")}`;
}

let calls = 0;
let thrown: unknown;
const route = signedRoute(
  ({ step }) => `/api/steps/${step}`,
  async () => {
    calls += 1;
    if (thrown !== undefined) throw thrown;
    return Response.json({ outcome: "done" });
  },
);

async function post(signature: string | null, sent = body, step = "run-agent") {
  const headers = new Headers({ host: "somewhere.else.example" });
  if (signature !== null) headers.set("upstash-signature", signature);
  const request = new Request(`http://10.0.0.1:9999/api/steps/${step}`, {
    method: "POST",
    body: sent,
    headers,
  });
  return route(request, { params: Promise.resolve({ step }) });
}

beforeAll(() => {
  vi.spyOn(logger, "error").mockImplementation(() => {});
  useEmbeddedQstash({ url: "http://127.0.0.1:1", token: "t", keys });
});
afterAll(() => vi.restoreAllMocks());

describe("a message is let in", () => {
  test.each(Object.entries(keys))("signed with the %s key", async (_which, key) => {
    thrown = undefined;
    const answer = await post(sign(key));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ outcome: "done" });
  });
});

describe("a message is refused with 401 and an empty body, and nothing runs", () => {
  const now = Math.floor(Date.now() / 1000);
  const refused: [string, () => Promise<Response>][] = [
    ["without a signature", () => post(null)],
    ["with an empty signature", () => post("")],
    ["with a signature that is no JWT", () => post("not.a.jwt")],
    ["forged with another key", () => post(sign("some-other-key"))],
    ["forged with an empty key", () => post(sign(" "))],
    ["stale", () => post(sign(keys.current, { exp: now - 60, nbf: now - 400 }))],
    ["from the future", () => post(sign(keys.current, { nbf: now + 600, exp: now + 900 }))],
    ["for another step", () => post(sign(keys.current), body, "scan-source")],
    ["for another host", () => post(sign(keys.current, { sub: `https://evil.example${path}` }))],
    ["from another issuer", () => post(sign(keys.current, { iss: "Somebody" }))],
    ["with another body", () => post(sign(keys.current), body.replace("1", "2"))],
    ["with an unsigned algorithm", () => post(`${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`)],
  ];
  test.each(refused)("%s", async (_why, send) => {
    const before = calls;
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe("");
    expect(calls).toBe(before);
  });
});

describe("the outcome of a step as HTTP", () => {
  test("a permanent failure is 489 with the header that ends retries", async () => {
    thrown = new PermanentError("No such step.");
    const answer = await post(sign(keys.current));
    expect(answer.status).toBe(489);
    expect(answer.headers.get("upstash-nonretryable-error")).toBe("true");
  });
  test("a transient failure is 500 and says when to come again", async () => {
    thrown = new TransientError("The limit is reached.", { retryAfterSeconds: 7.2 });
    const answer = await post(sign(keys.current));
    expect(answer.status).toBe(500);
    expect(answer.headers.get("retry-after")).toBe("8");
  });
  test("whatever else is thrown is 500, without its stack", async () => {
    thrown = new Error("secret detail\n    at somewhere");
    const answer = await post(sign(keys.current));
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("\\n");
  });
});

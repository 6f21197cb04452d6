import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { config, proxy } from "@/proxy";

const ask = (path: string, { cookie = "", method = "GET", headers = {} } = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { method, headers: { cookie, ...headers } }));
const SESSION = "pta.session_token=x.y";

const directives = (policy: string | null) =>
  Object.fromEntries(
    (policy ?? "").split("; ").map((line) => [line.split(" ")[0] ?? "", line.split(" ").slice(1)]),
  );

describe("a page", () => {
  it("runs only scripts and styles with the nonce of its own request", () => {
    const [first, second] = [ask("/", { cookie: SESSION }), ask("/", { cookie: SESSION })];
    const policy = directives(first.headers.get("content-security-policy"));
    const nonce = first.headers.get("x-middleware-request-x-nonce");
    expect(policy["script-src"]).toEqual(["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"]);
    expect(policy["style-src-elem"]).toEqual(["'self'", `'nonce-${nonce}'`]);
    expect(policy["style-src-attr"]).toEqual(["'unsafe-inline'"]);
    for (const name of ["object-src", "base-uri", "frame-ancestors", "frame-src"])
      expect(policy[name]).toEqual(["'none'"]);
    for (const name of ["default-src", "connect-src", "form-action", "font-src"])
      expect(policy[name]).toEqual(["'self'"]);
    expect(JSON.stringify(policy)).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(first.headers.get("x-middleware-request-content-security-policy")).toBe(
      first.headers.get("content-security-policy"),
    );
    expect(second.headers.get("content-security-policy")).not.toContain(nonce);
  });

  it("carries every security header, the redirect too", () => {
    for (const answer of [ask("/", { cookie: SESSION }), ask("/")]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-security-policy": expect.stringContaining("default-src 'self'"),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "x-request-id": expect.stringMatching(/^req_[0-9a-f]{32}$/),
      });
    }
  });

  it("takes no nonce, request id or message from the one who asks", () => {
    const headers = { "x-nonce": "mine", "x-request-id": "mine", "x-flash": "mine" };
    const answer = ask("/", { cookie: SESSION, headers });
    for (const name of Object.keys(headers)) {
      expect(answer.headers.get(`x-middleware-request-${name}`)).not.toBe("mine");
    }
  });
});

describe("without a session's cookie", () => {
  it.each(["/", "/settings", "/products/7?tab=reports", "/sign-in/x", "/accept", "/nope"])(
    "%s leads to the sign-in page",
    (path) => {
      const answer = ask(path);
      expect(answer.status).toBe(307);
      const to = new URL(answer.headers.get("location") ?? "");
      expect([to.origin, to.pathname, to.searchParams.get("next")]).toEqual([
        "http://localhost:3000",
        "/sign-in",
        path,
      ]);
    },
  );

  it.each(["/sign-in", "/sign-in?next=%2F", "/accept/some-token", "/reset/some-token"])(
    "%s is shown",
    (path) => {
      expect(ask(path).headers.get("location")).toBeNull();
    },
  );

  it("a form that was open is answered by its action, not sent away", () => {
    expect(ask("/settings", { method: "POST" }).headers.get("location")).toBeNull();
  });
});

describe("the sentence of the last action", () => {
  const cookie = `${SESSION}; pta.flash=eyJ0IjoxfQ`;
  it("reaches the page once", () => {
    const answer = ask("/", { cookie });
    expect(answer.headers.get("x-middleware-request-x-flash")).toBe("eyJ0IjoxfQ");
    expect(answer.headers.get("set-cookie")).toMatch(/^pta\.flash=;.*Expires=Thu, 01 Jan 1970/);
  });

  it("waits while a page is only fetched ahead, and while a form is sent", () => {
    for (const answer of [
      ask("/", { cookie, headers: { "next-router-prefetch": "1" } }),
      ask("/", { cookie, method: "POST" }),
    ]) {
      expect(answer.headers.get("x-middleware-request-x-flash")).toBeNull();
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });
});

it("stands before pages, not before routes and files", () => {
  const pattern = new RegExp(`^${config.matcher[0]}$`);
  expect(["/", "/review", "/sign-in", "/samples", "/iconic"].filter((path) => !pattern.test(path))).toEqual(
    [],
  );
  const left = [
    "/api/health",
    "/_next/static/x.js",
    "/samples/a.svg",
    "/icon.svg",
    "/icon-192.png",
    "/manifest.webmanifest",
  ];
  expect(left.filter((path) => pattern.test(path))).toEqual([]);
});

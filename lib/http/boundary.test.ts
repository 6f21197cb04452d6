import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { z } from "zod";
import { useDatabase, type OpenDatabase } from "@/db/client";
import { emptyTables, testPglite } from "@/db/testing";
import { PERMISSIONS, may } from "../auth/permissions";
import { signIn } from "../auth/sign-in";
import { addPerson, PASSWORD, testCtx } from "../auth/testing";
import {
  BadRequestError,
  ConflictError,
  ERROR_CODES,
  AppError,
  TooManyRequestsError,
  type ErrorCode,
} from "../core/errors";
import { ROLES, type Role } from "../core/words";
import { logger } from "../platform/logger";
import { apiRoute } from "./api-route";
import { errorResponse, HTTP_STATUS, problemOf } from "./error-response";
import { perform } from "./perform";

let open: OpenDatabase;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  useDatabase(open);
  await emptyTables(open.db);
  const ctx = testCtx(open);
  for (const role of ROLES) {
    const { email } = await addPerson(open.db, role);
    const input = { email, password: PASSWORD, headers: new Headers(), address: role };
    const { setCookies } = await signIn({ ctx, input });
    cookies.set(role, setCookies.map((cookie) => cookie.split(";")[0]).join("; "));
  }
});
afterAll(async () => {
  useDatabase(undefined);
  await open.close();
});

const ORIGIN = "http://localhost:3000";
/** What the log was given; what it makes of secrets is its own test. */
const logged: Record<string, unknown>[] = [];
beforeEach(() => {
  logged.length = 0;
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(logger, level).mockImplementation((fields) => void logged.push(fields));
  }
});

type Sent = {
  method?: string;
  role?: Role | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  query?: string;
};
function request({ method = "POST", role, body, headers = {}, query = "" }: Sent): Request {
  const sent = new Headers({ host: "localhost:3000" });
  if (method !== "GET") sent.set("origin", ORIGIN);
  if (role) sent.set("cookie", cookies.get(role) ?? "");
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return new Request(`${ORIGIN}/api/test${query}`, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}
const context = { params: Promise.resolve({}) };
const input = z.object({ n: z.coerce.number("Give a number.").int("Give a whole number.") });

describe("a route", () => {
  const calls: unknown[] = [];
  const decide = apiRoute("test", { permission: "decide", input }, async ({ ctx, input: { n }, person }) => {
    calls.push(n);
    return { n, by: person.role, actor: ctx.actor.kind };
  });
  beforeEach(() => {
    calls.length = 0;
  });

  it("runs for whoever may, with what fits, and answers JSON that nobody stores or runs", async () => {
    const answer = await decide(request({ role: "reviewer", body: { n: "7" } }), context);
    expect([answer.status, await answer.json()]).toEqual([200, { n: 7, by: "reviewer", actor: "person" }]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
  });

  it.each([
    ["nobody signed in", 401, { body: { n: 1 } }],
    ["a forged cookie", 401, { body: { n: 1 }, headers: { cookie: "pta.session_token=x.y" } }],
    ["a role below", 403, { role: "viewer", body: { n: 1 } }],
    ["another site", 403, { role: "owner", body: { n: 1 }, headers: { origin: "https://evil.example" } }],
    ["a site of no name", 403, { role: "owner", body: { n: 1 }, headers: { origin: "null" } }],
    [
      "a name that begins like ours",
      403,
      { role: "owner", body: { n: 1 }, headers: { origin: `${ORIGIN}.evil.example` } },
    ],
    ["input that does not fit", 400, { role: "owner", body: { n: "1.5" } }],
    ["no JSON", 400, { role: "owner", body: "n=1" }],
    ["a list", 400, { role: "owner", body: [1] }],
    ["too large a body", 400, { role: "owner", body: { n: 1, fill: "x".repeat(1_000_001) } }],
  ] as [string, number, Sent][])("does not run for %s: %i", async (_name, status, sent) => {
    const answer = await decide(request(sent), context);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(calls).toEqual([]);
  });

  it("needs the word of the browser for every write, cookie or not", async () => {
    const without = request({ role: "owner", body: { n: 1 } });
    without.headers.delete("origin");
    expect((await decide(without, context)).status).toBe(403);
    const vouched = request({ role: "owner", body: { n: 1 }, headers: { "sec-fetch-site": "same-origin" } });
    vouched.headers.delete("origin");
    expect((await decide(vouched, context)).status).toBe(200);
  });

  it("says which field is wrong", async () => {
    const answer = await decide(request({ role: "owner", body: { n: "x" } }), context);
    expect(await answer.json()).toMatchObject({ code: "BAD_REQUEST", fields: { n: "Give a number." } });
  });

  it("reads the query of a GET, and the path over both", async () => {
    const route = apiRoute("test", { permission: "view", input }, async ({ input: { n } }) => ({ n }));
    const get = request({ method: "GET", role: "viewer", query: "?n=3" });
    expect(await (await route(get, context)).json()).toEqual({ n: 3 });
    const other = { params: Promise.resolve({ n: "4" }) };
    expect(
      await (await route(request({ method: "GET", role: "viewer", query: "?n=3" }), other)).json(),
    ).toEqual({ n: 4 });
  });

  it("works without signing in only where it says so", async () => {
    const route = apiRoute(
      "test",
      { permission: "anyone", input: z.object({}) },
      async ({ person, ctx }) => ({
        person: person?.role ?? null,
        actor: ctx.actor.id,
      }),
    );
    expect(await (await route(request({ body: {} }), context)).json()).toEqual({
      person: null,
      actor: "system",
    });
    expect(await (await route(request({ role: "viewer", body: {} }), context)).json()).toMatchObject({
      person: "viewer",
    });
  });
});

describe("every permission", () => {
  it.each(ROLES)("is enforced for the %s on the server", async (role) => {
    for (const permission of PERMISSIONS) {
      const headers = new Headers({ cookie: cookies.get(role) ?? "" });
      const ran = await perform(
        { headers, requestId: "req_12345678", given: () => ({}) },
        { permission, input: z.object({}) },
        async () => true,
      ).catch((error: unknown) => error);
      if (may(role, permission)) expect(ran).toBe(true);
      else expect(ran).toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

describe("an error", () => {
  it.each(ERROR_CODES)("%s has one status and keeps its message", async (code: ErrorCode) => {
    const answer = errorResponse(new AppError(code, "What to do."), "test", "req_1");
    expect(answer.status).toBe(HTTP_STATUS[code]);
    expect(await answer.json()).toEqual({ code, message: "What to do.", requestId: "req_1" });
  });

  it("that nobody raised on purpose says nothing of itself but a number that the log has too", async () => {
    const error = new Error("select secret_column from users", {
      cause: new Error("connection to 10.0.0.1"),
    });
    const answer = errorResponse(error, "test", "req_42");
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).toContain("req_42");
    expect(text).not.toMatch(/secret_column|10\.0\.0\.1|at .*\.ts/);
    expect(logged).toEqual([{ name: "test", requestId: "req_42", error }]);
  });

  it("says when another try makes sense", () => {
    const answer = errorResponse(new TooManyRequestsError("Wait.", 12.2), "test", "req_1");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "13"]);
  });

  it("of the caller's making is not logged as ours", () => {
    problemOf(new BadRequestError("No."), "test", "req_1");
    problemOf(new ConflictError("Ada was first."), "test", "req_1");
    expect(logged).toEqual([]);
  });
});

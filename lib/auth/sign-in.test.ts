import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { endSessions, updateUser } from "@/db/queries/users";
import { listAudit } from "@/db/queries/audit";
import { sessions } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { TooManyRequestsError, UnauthenticatedError } from "../core/errors";
import type { Ctx } from "../ctx";
import { redis } from "../platform/redis/redis";
import { countAttempt } from "./attempt-limits";
import { changePassword } from "./change-password";
import { renameSelf } from "./rename-self";
import { sessionOf } from "./session";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import { signOutEverywhere } from "./sign-out-everywhere";
import { addPerson, as, PASSWORD, testCtx } from "./testing";

let open: OpenDatabase;
let ctx: ReturnType<typeof testCtx>;
let tries = 0;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  ctx = testCtx(open);
});
afterAll(() => open.close());

const freshAddress = () => `198.51.100.${(tries += 1)}`;

const enter = (email: string, password = PASSWORD, address = freshAddress(), within: Ctx = ctx) =>
  signIn({ ctx: within, input: { email, password, address, headers: new Headers() } });

/** A try that costs no hashing. */
const attempt = (address: string, account: string) =>
  countAttempt({ redis: redis(), clock: ctx.clock, address, account });

/** The cookies of an answer as the headers of the next request. */
function cookiesOf(setCookies: readonly string[]): Headers {
  return new Headers({ cookie: setCookies.map((cookie) => cookie.split(";")[0]).join("; ") });
}

const who = async (headers: Headers) => (await sessionOf({ ctx, headers }))?.person ?? null;

describe("signing in", () => {
  it("begins a session in the database and leaves an audit row", async () => {
    const ada = await addPerson(open.db, "reviewer", "Ada");
    const { person, setCookies } = await enter(ada.email);
    expect(person).toEqual(ada);
    expect(await who(cookiesOf(setCookies))).toEqual(ada);
    expect(await open.db.select({ userId: sessions.userId }).from(sessions)).toEqual([{ userId: ada.id }]);
    const { rows } = await listAudit(open.db, {});
    expect(rows).toMatchObject([{ action: "session.begin", userId: ada.id, entityId: ada.id }]);
  });

  it("keeps the session in a cookie that scripts cannot read, secure over https", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const [plain = ""] = (await enter(ada.email)).setCookies;
    expect(plain).toMatch(/^pta\.session_token=/);
    expect(plain).toMatch(/HttpOnly/i);
    expect(plain).toMatch(/SameSite=Lax/i);
    expect(plain).not.toMatch(/Secure/i);

    const other = await testPglite(inject("migratedDump"));
    const https = testCtx(other, undefined, { APP_BASE_URL: "https://trends.example" });
    const eve = await addPerson(other.db, "viewer", "Eve");
    const [secure = ""] = (await enter(eve.email, PASSWORD, freshAddress(), https)).setCookies;
    expect(secure).toMatch(/^__Secure-pta\.session_token=.*HttpOnly.*|^__Secure-pta\.session_token=/i);
    expect(secure).toMatch(/; ?Secure/i);
    await other.close();
  });

  it("says the same to a wrong password, an unknown address and a disabled person", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const bob = await addPerson(open.db, "viewer", "Bob");
    await updateUser(open.db, bob.id, { disabledAt: new Date(), updatedAt: new Date() });
    const refusals = await Promise.all(
      [enter(ada.email, "wrong password here"), enter("nobody@example.com"), enter(bob.email)].map(
        (attempt) =>
          attempt.then(
            () => "in",
            (error: unknown) => error,
          ),
      ),
    );
    expect(refusals.map((refusal) => refusal instanceof UnauthenticatedError)).toEqual([true, true, true]);
    expect(new Set(refusals.map(String)).size).toBe(1);
    expect(await open.db.select().from(sessions)).toEqual([]);
  });

  it("is limited for an account, from however many addresses, and opens again by itself", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    for (let n = 0; n < 10; n += 1) await attempt(freshAddress(), ada.email);
    await expect(enter(ada.email)).rejects.toThrow(TooManyRequestsError);
    await expect(enter(ada.email.toUpperCase())).rejects.toThrow(TooManyRequestsError);
    ctx.clock.advance(21 * 60_000);
    expect((await enter(ada.email)).person.id).toBe(ada.id);
  });

  it("is limited for an address, over however many accounts", async () => {
    const address = freshAddress();
    for (let n = 0; n < 30; n += 1) await attempt(address, `nobody${n}@example.com`);
    await expect(enter("somebody@example.com", "x", address)).rejects.toThrow(TooManyRequestsError);
    await expect(enter("somebody@example.com", "x")).rejects.toThrow(UnauthenticatedError);
  });

  it("does not limit an address for those who get in", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const address = freshAddress();
    for (let n = 0; n < 29; n += 1) await attempt(address, `nobody${n}@example.com`);
    for (let n = 0; n < 3; n += 1) expect((await enter(ada.email, PASSWORD, address)).person.id).toBe(ada.id);
    await expect(enter(ada.email, "wrong password here", address)).rejects.toThrow(UnauthenticatedError);
    await expect(enter(ada.email, PASSWORD, address)).rejects.toThrow(TooManyRequestsError);
  });

  it("counts what was refused", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    for (let n = 0; n < 9; n += 1) await attempt(freshAddress(), ada.email);
    await expect(enter(ada.email, "wrong password here")).rejects.toThrow(UnauthenticatedError);
    await expect(enter(ada.email, "wrong password here")).rejects.toThrow(TooManyRequestsError);
  });

  it("forgets the wrong tries on an account once its owner is in", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 7; n += 1) await attempt(freshAddress(), ada.email);
      expect((await enter(ada.email)).person.id).toBe(ada.id);
    }
  });
});

describe("a session", () => {
  it.each([
    ["a forged signature", (cookie: string) => `${cookie.slice(0, -6)}AAAAAA`],
    ["another token", (cookie: string) => cookie.replace(/=./, "=!")],
    ["nonsense", () => "pta.session_token=nonsense"],
    ["nothing", () => ""],
  ])("is not had with %s", async (_name, change) => {
    const ada = await addPerson(open.db, "owner", "Ada");
    const cookie = cookiesOf((await enter(ada.email)).setCookies).get("cookie") ?? "";
    expect(await who(new Headers({ cookie }))).toEqual(ada);
    expect(await who(new Headers({ cookie: change(cookie) }))).toBeNull();
  });

  it("shows a changed role and a taken access from the next request on", async () => {
    const ada = await addPerson(open.db, "admin", "Ada");
    const headers = cookiesOf((await enter(ada.email)).setCookies);
    await updateUser(open.db, ada.id, { role: "viewer", updatedAt: new Date() });
    expect((await who(headers))?.role).toBe("viewer");
    await updateUser(open.db, ada.id, { disabledAt: new Date(), updatedAt: new Date() });
    expect(await who(headers)).toBeNull();
  });

  it("ends by signing out, here or everywhere", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const phone = cookiesOf((await enter(ada.email)).setCookies);
    const desk = cookiesOf((await enter(ada.email)).setCookies);
    await signOut({ ctx: as(ctx, ada), input: { headers: phone } });
    expect([await who(phone), (await who(desk))?.id]).toEqual([null, ada.id]);
    const again = cookiesOf((await enter(ada.email)).setCookies);
    expect(await signOutEverywhere({ ctx: as(ctx, ada) })).toEqual({ sessionsEnded: 2 });
    expect([await who(desk), await who(again)]).toEqual([null, null]);
    const actions = (await listAudit(open.db, {})).rows.map(({ action }) => action);
    expect(actions.slice(0, 1)).toEqual(["session.end-all"]);
    expect(actions).toContain("session.end");
  });
});

describe("one's own password and name", () => {
  const next = "another long password";

  it("change with the present one, and end every other session", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const here = cookiesOf((await enter(ada.email)).setCookies);
    const elsewhere = cookiesOf((await enter(ada.email)).setCookies);
    const session = await sessionOf({ ctx, headers: here });
    if (!session) throw new Error("no session");
    const change = (current: string) =>
      changePassword({ ctx: as(ctx, ada), input: { session, current, next, address: freshAddress() } });

    await expect(change("not the password")).rejects.toThrow("The current password is not right.");
    expect(await change(PASSWORD)).toEqual({ sessionsEnded: 1 });
    expect([(await who(here))?.id, await who(elsewhere)]).toEqual([ada.id, null]);
    await expect(enter(ada.email)).rejects.toThrow(UnauthenticatedError);
    expect((await enter(ada.email, next)).person.id).toBe(ada.id);
    await renameSelf({ ctx: as(ctx, ada), input: { name: "Ada L." } });
    expect((await who(here))?.name).toBe("Ada L.");
    const { rows } = await listAudit(open.db, { action: "person." });
    expect(rows.map(({ action }) => action)).toEqual(["person.rename", "person.password-change"]);
    expect(JSON.stringify(rows)).not.toContain(next);
  });

  it("guessing the present one is limited like signing in", async () => {
    const ada = await addPerson(open.db, "viewer", "Ada");
    const guess = () =>
      changePassword({
        ctx: as(ctx, ada),
        input: { session: { id: "s", person: ada }, current: "wrong", next, address: freshAddress() },
      });
    for (let n = 0; n < 9; n += 1) await attempt(freshAddress(), ada.email);
    await expect(guess()).rejects.toThrow("not right");
    await expect(guess()).rejects.toThrow(TooManyRequestsError);
    expect(await endSessions(open.db, ada.id)).toBe(0);
  });
});

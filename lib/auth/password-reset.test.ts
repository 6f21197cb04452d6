import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { listAudit } from "@/db/queries/audit";
import { listSessions } from "@/db/queries/users";
import { passwordResets } from "@/db/schema";
import { emptyTables, testPglite, testPostgres } from "@/db/testing";
import { MINUTE_MS } from "../core/clock";
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  TooManyRequestsError,
  UnauthenticatedError,
} from "../core/errors";
import { ROLES, type Role } from "../core/words";
import type { Ctx } from "../ctx";
import { changePassword } from "./change-password";
import { changeRole } from "./change-role";
import { createResetLink } from "./create-reset-link";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { endSession } from "./end-session";
import { findPasswordReset } from "./find-password-reset";
import { ownerLink } from "./owner-link";
import { atLeast, may } from "./permissions";
import type { Person } from "./person";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";
import { addPerson, as, PASSWORD, testCtx } from "./testing";
import { hashToken } from "./tokens";

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

const NEXT = "an entirely new password";
const freshAddress = () => `203.0.113.${(tries += 1) % 250}`;
const tokenOf = (url: string) => decodeURIComponent(url.split("/reset/")[1] ?? "");
const link = async (by: Person, personId: string, within: Ctx = ctx) =>
  tokenOf((await createResetLink({ ctx: as(within, by), input: { personId } })).url);
const use = (token: string, password = NEXT, within: Ctx = ctx) =>
  resetPassword({ ctx: within, input: { token, password, address: freshAddress() } });
const whose = async (token: string) => (await findPasswordReset({ ctx, input: { token } }))?.id ?? null;
const enter = (email: string, password: string, address = freshAddress()) =>
  signIn({ ctx, input: { email, password, address, headers: new Headers() } });
const sessionsOf = (person: Person) => listSessions(open.db, person.id, ctx.clock.now());
const roleChange = (by: Person, person: Person, role: Role) =>
  changeRole({ ctx: as(ctx, by), input: { personId: person.id, role } });

describe("a link for a new password", () => {
  it("sets it once, ends every session, and leaves rows that name who made it and who used it", async () => {
    const [ada, bo] = [await addPerson(open.db, "admin", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    for (let n = 0; n < 2; n += 1) await enter(bo.email, PASSWORD);
    const token = await link(ada, bo.id);
    expect(await whose(token)).toBe(bo.id);
    // Until it is used nothing has changed.
    expect((await enter(bo.email, PASSWORD)).person.id).toBe(bo.id);
    expect(await use(token)).toEqual(bo);
    expect(await sessionsOf(bo)).toEqual([]);
    await expect(enter(bo.email, PASSWORD)).rejects.toThrow(UnauthenticatedError);
    expect((await enter(bo.email, NEXT)).person.id).toBe(bo.id);
    expect(await whose(token)).toBeNull();
    await expect(use(token)).rejects.toThrow(NotFoundError);
    const { rows } = await listAudit(open.db, { action: "person." });
    expect(rows).toMatchObject([
      { action: "person.password-reset", userId: bo.id, entityId: bo.id, details: { sessionsEnded: 3 } },
      { action: "person.reset-link", userId: ada.id, entityId: bo.id, details: { name: "Bo" } },
    ]);
  });

  it("is stored as a digest alone, in no row and no log", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    const token = await link(ada, bo.id);
    const rows = await open.db.select().from(passwordResets);
    expect(rows).toMatchObject([{ tokenHash: hashToken(token), createdBy: ada.id }]);
    expect(JSON.stringify([rows, (await listAudit(open.db, {})).rows])).not.toContain(token);
  });

  const pairs = ROLES.flatMap((by) => ROLES.map((role) => [by, role] as const));
  it.each(pairs)("of a %s for a %s is made only where the role allows it", async (by, role) => {
    const [maker, person] = [await addPerson(open.db, by, "Maker"), await addPerson(open.db, role, "Person")];
    const made = link(maker, person.id);
    if (may(by, "manage-team") && atLeast(by, role)) expect(await whose(await made)).toBe(person.id);
    else await expect(made).rejects.toThrow(ForbiddenError);
  });

  it("is not made for oneself, for nobody, or for somebody without access", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    await expect(link(ada, ada.id)).rejects.toThrow(ConflictError);
    await expect(link(ada, "nobody")).rejects.toThrow(NotFoundError);
    await disablePerson({ ctx: as(ctx, ada), input: { personId: bo.id } });
    await expect(link(ada, bo.id)).rejects.toThrow("has no access");
  });

  it("holds for an hour, and until the next one is made", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    const first = await link(ada, bo.id);
    const second = await link(ada, bo.id);
    expect([await whose(first), await whose(second)]).toEqual([null, bo.id]);
    await expect(use(first)).rejects.toThrow(NotFoundError);
    ctx.clock.advance(60 * MINUTE_MS);
    await expect(use(second)).rejects.toThrow(NotFoundError);
  });

  it("ends with the access or the password of whom it is for", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    const before = await link(ada, bo.id);
    await disablePerson({ ctx: as(ctx, ada), input: { personId: bo.id } });
    await enablePerson({ ctx: as(ctx, ada), input: { personId: bo.id } });
    expect(await whose(before)).toBeNull();
    const again = await link(ada, bo.id);
    await changePassword({
      ctx: as(ctx, bo),
      input: { session: { id: "s", person: bo }, current: PASSWORD, next: NEXT, address: freshAddress() },
    });
    expect(await whose(again)).toBeNull();
  });

  it("is worth what its maker may do when it is used", async () => {
    const owner = await addPerson(open.db, "owner", "Owner");
    const [ada, bo] = [await addPerson(open.db, "admin", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    const token = await link(ada, bo.id);
    // Who has become an owner is out of an admin's reach, by a link from before too.
    await roleChange(owner, bo, "owner");
    await expect(use(token)).rejects.toThrow(NotFoundError);
    await roleChange(owner, bo, "viewer");
    expect(await whose(token)).toBe(bo.id);
    await roleChange(owner, ada, "reviewer");
    await expect(use(token)).rejects.toThrow(NotFoundError);
    await roleChange(owner, ada, "admin");
    await disablePerson({ ctx: as(ctx, owner), input: { personId: ada.id } });
    await expect(use(token)).rejects.toThrow(NotFoundError);
    expect((await enter(bo.email, PASSWORD)).person.id).toBe(bo.id);
  });

  it("is limited for who makes it and for who tries it, and ends the wait of who uses it", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    let token = "";
    for (let n = 0; n < 10; n += 1) token = await link(ada, bo.id);
    await expect(link(ada, bo.id)).rejects.toThrow(TooManyRequestsError);
    for (let n = 0; n < 10; n += 1) await enter(bo.email, "a wrong password").catch(() => {});
    await expect(enter(bo.email, PASSWORD)).rejects.toThrow(TooManyRequestsError);
    await use(token);
    expect((await enter(bo.email, NEXT)).person.id).toBe(bo.id);
    const address = "198.51.100.250";
    const guess = () =>
      resetPassword({ ctx, input: { token: `guess${(tries += 1)}`, password: NEXT, address } });
    for (let n = 0; n < 30; n += 1) await expect(guess()).rejects.toThrow(NotFoundError);
    await expect(guess()).rejects.toThrow(TooManyRequestsError);
  });
});

describe("the owner's link of the machine", () => {
  it("creates the first owner while nobody is here, and sets a new password after", async () => {
    expect(await ownerLink({ ctx, input: {} })).toEqual({
      url: expect.stringMatching(/\/accept\/[\w-]{43}$/),
      owner: null,
    });
    const ada = await addPerson(open.db, "owner", "Ada");
    await addPerson(open.db, "admin", "Bo");
    const { url, owner } = await ownerLink({ ctx, input: {} });
    expect(owner).toEqual({ name: "Ada", email: ada.email });
    expect((await use(tokenOf(url))).id).toBe(ada.id);
    expect((await listAudit(open.db, { action: "person.reset-link" })).rows).toMatchObject([
      { userId: "system", entityId: ada.id },
    ]);
  });

  it("asks which of several owners, and knows nobody else", async () => {
    const [ada, bo] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "owner", "Bo")];
    const viewer = await addPerson(open.db, "viewer", "Vera");
    await expect(ownerLink({ ctx, input: {} })).rejects.toThrow(`${ada.email}, ${bo.email}`);
    await expect(ownerLink({ ctx, input: { email: viewer.email } })).rejects.toThrow(BadRequestError);
    const { url } = await ownerLink({ ctx, input: { email: bo.email } });
    expect(await whose(tokenOf(url))).toBe(bo.id);
  });
});

describe("one's own sessions", () => {
  it("are listed with where they began, and end one by one, nobody else's among them", async () => {
    const [ada, bo] = [await addPerson(open.db, "viewer", "Ada"), await addPerson(open.db, "viewer", "Bo")];
    const headers = new Headers({ "user-agent": "Firefox/143", "x-forwarded-for": "6.6.6.6" });
    await signIn({
      ctx,
      input: { email: ada.email, password: PASSWORD, address: "2001:db8:1:2::/64", headers },
    });
    await enter(ada.email, PASSWORD, "203.0.113.9");
    await enter(bo.email, PASSWORD);
    const listed = await sessionsOf(ada);
    expect(new Set(listed.map(({ ipAddress }) => ipAddress))).toEqual(
      new Set(["2001:0db8:0001:0002:0000:0000:0000:0000", "203.0.113.9"]),
    );
    expect(JSON.stringify(listed)).not.toMatch(/token|6\.6\.6\.6/);
    const [first, second] = listed;
    const [others] = await sessionsOf(bo);
    const end = (sessionId = "") => endSession({ ctx: as(ctx, ada), input: { sessionId } });
    await end(first?.id);
    await expect(end(first?.id)).rejects.toThrow(ConflictError);
    await expect(end(others?.id)).rejects.toThrow(ConflictError);
    expect((await sessionsOf(ada)).map(({ id }) => id)).toEqual([second?.id]);
    expect(await sessionsOf(bo)).toHaveLength(1);
    expect((await listAudit(open.db, { action: "session.end-other" })).rows).toHaveLength(1);
  });
});

describe.skipIf(!inject("postgres"))("on Postgres, at the same moment", () => {
  let server: OpenDatabase;
  beforeAll(async () => {
    server = await testPostgres("resets");
  });
  afterAll(() => server.close());

  it("one link sets one of the passwords that are sent with it", async () => {
    const on = testCtx(server);
    const [ada, bo] = [
      await addPerson(server.db, "owner", "Ada"),
      await addPerson(server.db, "viewer", "Bo"),
    ];
    const token = await link(ada, bo.id, on);
    const results = await Promise.allSettled([1, 2, 3, 4].map((n) => use(token, `${NEXT} ${n}`, on)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

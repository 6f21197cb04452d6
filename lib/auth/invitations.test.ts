import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { listAudit } from "@/db/queries/audit";
import { listOpenInvitations } from "@/db/queries/invitations";
import { countUsers, listUsers } from "@/db/queries/users";
import { invitations } from "@/db/schema";
import { emptyTables, testPglite, testPostgres } from "@/db/testing";
import { DAY_MS } from "../core/clock";
import { ConflictError, ForbiddenError, NotFoundError } from "../core/errors";
import { ROLES, type Role } from "../core/words";
import type { Ctx } from "../ctx";
import { acceptInvitation } from "./accept-invitation";
import { createInvitation } from "./create-invitation";
import { findInvitation } from "./find-invitation";
import { firstOwnerLink } from "./first-owner-link";
import { atLeast, may } from "./permissions";
import { revokeInvitation } from "./revoke-invitation";
import { addPerson, as, PASSWORD, testCtx } from "./testing";
import { hashToken } from "./tokens";

let open: OpenDatabase;
let ctx: ReturnType<typeof testCtx>;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  ctx = testCtx(open);
});
afterAll(() => open.close());

const tokenOf = (url: string | null) => decodeURIComponent(url?.split("/accept/")[1] ?? "");
let people = 0;
function accept(token: string, email = `new${(people += 1)}@example.com`, within: Ctx = ctx) {
  const address = `192.0.2.${people % 250}`;
  return acceptInvitation({
    ctx: within,
    input: { token, name: "New Person", email, password: PASSWORD, address },
  });
}

describe("the first owner's link", () => {
  it("makes an owner, once, and there is none after", async () => {
    const url = await firstOwnerLink({ ctx });
    expect(url).toMatch(/^http:\/\/localhost:3000\/accept\/[\w-]{43}$/);
    const token = tokenOf(url);
    expect(await findInvitation({ ctx, input: { token } })).toMatchObject({ role: "owner", first: true });
    const owner = await accept(token);
    expect(owner.role).toBe("owner");
    await expect(accept(token)).rejects.toThrow(NotFoundError);
    expect(await firstOwnerLink({ ctx })).toBeNull();
    expect(await countUsers(open.db)).toBe(1);
    const { rows } = await listAudit(open.db, {});
    expect(rows).toMatchObject([{ action: "person.first-owner", userId: owner.id }]);
  });

  it("is replaced by the next one", async () => {
    const [first, second] = [tokenOf(await firstOwnerLink({ ctx })), tokenOf(await firstOwnerLink({ ctx }))];
    expect(first).not.toBe(second);
    await expect(accept(first)).rejects.toThrow(NotFoundError);
    expect((await accept(second)).role).toBe("owner");
  });

  it("does nothing once somebody is there, however they came", async () => {
    const token = tokenOf(await firstOwnerLink({ ctx }));
    await addPerson(open.db, "viewer");
    expect(await findInvitation({ ctx, input: { token } })).toBeNull();
    await expect(accept(token)).rejects.toThrow(NotFoundError);
  });

  it("is SETUP_TOKEN's where one is set, before anything was printed", async () => {
    const setup = "a token/with signs?";
    const hosted = testCtx(open, undefined, { SETUP_TOKEN: setup });
    expect(await findInvitation({ ctx: hosted, input: { token: setup } })).toMatchObject({ first: true });
    expect(await findInvitation({ ctx: hosted, input: { token: `${setup}x` } })).toBeNull();
    expect(tokenOf(await firstOwnerLink({ ctx: hosted }))).toBe(setup);
    expect(tokenOf(await firstOwnerLink({ ctx: hosted }))).toBe(setup);
    expect((await accept(setup, "first@example.com", hosted)).role).toBe("owner");
    await expect(accept(setup, "second@example.com", hosted)).rejects.toThrow(NotFoundError);
  });
});

describe("an invitation", () => {
  it("makes a person of its role, once, and names who invited", async () => {
    const ada = await addPerson(open.db, "admin", "Ada");
    const { url, id } = await createInvitation({
      ctx: as(ctx, ada),
      input: { role: "reviewer", note: "for Bo" },
    });
    const token = tokenOf(url);
    expect(await findInvitation({ ctx, input: { token } })).toEqual({
      role: "reviewer",
      email: null,
      invitedBy: "Ada",
      first: false,
    });
    const bo = await accept(token);
    expect(bo.role).toBe("reviewer");
    await expect(accept(token)).rejects.toThrow(NotFoundError);
    const { rows } = await listAudit(open.db, {});
    expect(rows).toMatchObject([
      {
        action: "person.join",
        userId: bo.id,
        details: { role: "reviewer", invitation: id, invitedBy: ada.id },
      },
      { action: "invitation.create", userId: ada.id, details: { note: "for Bo" } },
    ]);
  });

  it("is stored as a digest alone, in no row and no log", async () => {
    const ada = await addPerson(open.db, "owner", "Ada");
    const token = tokenOf((await createInvitation({ ctx: as(ctx, ada), input: { role: "viewer" } })).url);
    const [row] = await open.db.select().from(invitations);
    expect(row?.tokenHash).toBe(hashToken(token));
    const stored = JSON.stringify([row, (await listAudit(open.db, {})).rows]);
    expect(stored).not.toContain(token);
  });

  it("works no more when taken back, when expired, or for another address", async () => {
    const ada = await addPerson(open.db, "owner", "Ada");
    const invite = (email?: string) =>
      createInvitation({ ctx: as(ctx, ada), input: { role: "viewer", email } });
    const [back, late, bound] = [await invite(), await invite(), await invite("bo@example.com")];
    await revokeInvitation({ ctx: as(ctx, ada), input: { id: back.id } });
    await expect(revokeInvitation({ ctx: as(ctx, ada), input: { id: back.id } })).rejects.toThrow(
      ConflictError,
    );
    await expect(accept(tokenOf(back.url))).rejects.toThrow(NotFoundError);
    await expect(accept(tokenOf(bound.url), "eve@example.com")).rejects.toThrow(ForbiddenError);
    expect((await accept(tokenOf(bound.url), "bo@example.com")).email).toBe("bo@example.com");
    expect(await listOpenInvitations(open.db, ctx.clock.now())).toHaveLength(1);
    ctx.clock.advance(7 * DAY_MS + 1);
    await expect(accept(tokenOf(late.url))).rejects.toThrow(NotFoundError);
  });

  it("is not used up by an address that is taken", async () => {
    const ada = await addPerson(open.db, "owner", "Ada");
    const token = tokenOf((await createInvitation({ ctx: as(ctx, ada), input: { role: "viewer" } })).url);
    await expect(accept(token, ada.email)).rejects.toThrow(ConflictError);
    expect((await accept(token)).role).toBe("viewer");
  });

  it.each(ROLES.flatMap((by) => ROLES.map((role) => [by, role] as const)))(
    "of a %s gives the role %s only if it is theirs to give",
    async (by: Role, role: Role) => {
      const person = await addPerson(open.db, by);
      const made = createInvitation({ ctx: as(ctx, person), input: { role } }).then(
        () => true,
        (error: unknown) => !(error instanceof ForbiddenError),
      );
      expect(await made).toBe(may(by, "manage-team") && atLeast(by, role));
    },
  );

  it("cannot be taken back by somebody below its role", async () => {
    const [owner, admin] = [await addPerson(open.db, "owner"), await addPerson(open.db, "admin")];
    const { id, url } = await createInvitation({ ctx: as(ctx, owner), input: { role: "owner" } });
    await expect(revokeInvitation({ ctx: as(ctx, admin), input: { id } })).rejects.toThrow(ForbiddenError);
    expect((await accept(tokenOf(url))).role).toBe("owner");
  });
});

describe.skipIf(!inject("postgres"))("on Postgres, at the same moment", () => {
  let server: OpenDatabase;
  beforeAll(async () => {
    server = await testPostgres("invitations");
  });
  afterAll(() => server.close());
  beforeEach(() => emptyTables(server.db));

  const won = (results: PromiseSettledResult<unknown>[]) =>
    results.filter(({ status }) => status === "fulfilled");

  it("one link makes one person of six who use it", async () => {
    const on = testCtx(server);
    const ada = await addPerson(server.db, "owner", "Ada");
    const token = tokenOf((await createInvitation({ ctx: as(on, ada), input: { role: "viewer" } })).url);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => accept(token, undefined, on)));
    expect(won(results)).toHaveLength(1);
    expect(await listUsers(server.db)).toHaveLength(2);
  });

  it("one first owner comes of a link that is used while the next is being made", async () => {
    const on = testCtx(server);
    for (let round = 0; round < 3; round += 1) {
      await emptyTables(server.db);
      const token = tokenOf(await firstOwnerLink({ ctx: on }));
      const [a, b, next] = await Promise.allSettled([
        accept(token, undefined, on),
        accept(token, undefined, on),
        firstOwnerLink({ ctx: on }),
      ]);
      const url = next.status === "fulfilled" ? next.value : null;
      if (url) await accept(tokenOf(url), undefined, on).catch(() => {});
      expect(won([a, b]).length).toBeLessThanOrEqual(1);
      expect(await listUsers(server.db)).toHaveLength(1);
    }
  });
});

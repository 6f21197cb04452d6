import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { listAudit } from "@/db/queries/audit";
import { listOpenInvitations } from "@/db/queries/invitations";
import { findUser, listUsers } from "@/db/queries/users";
import { emptyTables, testPglite, testPostgres } from "@/db/testing";
import { ConflictError, ForbiddenError, NotFoundError } from "../core/errors";
import { ROLES, type Role } from "../core/words";
import { changeRole } from "./change-role";
import { createInvitation } from "./create-invitation";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { atLeast, may, PERMISSIONS, rolesGrantableBy } from "./permissions";
import { addPerson, as, testCtx } from "./testing";

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

const roleOf = async (id: string) => (await findUser(open.db, id))?.role;

describe("the roles", () => {
  it("may what the design says", () => {
    const allowed = Object.fromEntries(
      ROLES.map((role) => [role, PERMISSIONS.filter((each) => may(role, each))]),
    );
    expect(allowed).toEqual({
      owner: ["view", "decide", "post", "run-scan", "manage-settings", "manage-team"],
      admin: ["view", "decide", "post", "run-scan", "manage-settings", "manage-team"],
      reviewer: ["view", "decide", "post", "run-scan"],
      viewer: ["view"],
    });
    expect(ROLES.map((role) => rolesGrantableBy(role).length)).toEqual([4, 3, 0, 0]);
  });
});

describe("changing a role", () => {
  const triples = ROLES.flatMap((by) => ROLES.flatMap((was) => ROLES.map((to) => [by, was, to] as const)));
  it.each(triples)("as %s, of a %s, to %s: never above one's own", async (by: Role, was: Role, to: Role) => {
    await addPerson(open.db, "owner", "Another Owner");
    const [actor, person] = [await addPerson(open.db, by, "Actor"), await addPerson(open.db, was, "Person")];
    const allowed = may(by, "manage-team") && atLeast(by, was) && (was === to || atLeast(by, to));
    const change = changeRole({ ctx: as(ctx, actor), input: { personId: person.id, role: to } });
    if (allowed) await change;
    else await expect(change).rejects.toThrow(ForbiddenError);
    expect(await roleOf(person.id)).toBe(allowed ? to : was);
    expect((await listAudit(open.db, {})).rows).toHaveLength(allowed && was !== to ? 1 : 0);
  });

  it("takes back the links that the new role may not give", async () => {
    const [owner, admin] = [await addPerson(open.db, "owner"), await addPerson(open.db, "admin", "Ada")];
    for (const role of ["admin", "viewer"] as const)
      await createInvitation({ ctx: as(ctx, admin), input: { role } });
    await createInvitation({ ctx: as(ctx, owner), input: { role: "admin" } });
    await changeRole({ ctx: as(ctx, owner), input: { personId: admin.id, role: "reviewer" } });
    expect((await listOpenInvitations(open.db, ctx.clock.now())).map(({ createdBy }) => createdBy)).toEqual([
      owner.id,
    ]);
  });

  it("goes by what the actor's role is now, not by what the page believed", async () => {
    const [owner, stale] = [await addPerson(open.db, "owner"), await addPerson(open.db, "admin", "Stale")];
    const person = await addPerson(open.db, "viewer");
    await changeRole({ ctx: as(ctx, owner), input: { personId: stale.id, role: "viewer" } });
    const change = changeRole({ ctx: as(ctx, stale), input: { personId: person.id, role: "admin" } });
    await expect(change).rejects.toThrow(ForbiddenError);
  });

  it("leaves the last owner an owner, and counts no owner without access", async () => {
    const [ada, bob] = [await addPerson(open.db, "owner", "Ada"), await addPerson(open.db, "owner", "Bob")];
    await disablePerson({ ctx: as(ctx, ada), input: { personId: bob.id } });
    await expect(
      changeRole({ ctx: as(ctx, ada), input: { personId: ada.id, role: "admin" } }),
    ).rejects.toThrow(ConflictError);
    await enablePerson({ ctx: as(ctx, ada), input: { personId: bob.id } });
    await changeRole({ ctx: as(ctx, ada), input: { personId: ada.id, role: "admin" } });
    expect([await roleOf(ada.id), await roleOf(bob.id)]).toEqual(["admin", "owner"]);
  });

  it("of nobody is not found", async () => {
    const owner = await addPerson(open.db, "owner");
    const change = changeRole({ ctx: as(ctx, owner), input: { personId: "nobody", role: "viewer" } });
    await expect(change).rejects.toThrow(NotFoundError);
  });
});

describe("taking access away", () => {
  it("takes back links, leaves a row, and is undone by giving it back", async () => {
    const [owner, admin] = [await addPerson(open.db, "owner"), await addPerson(open.db, "admin", "Ada")];
    await createInvitation({ ctx: as(ctx, admin), input: { role: "viewer" } });
    await disablePerson({ ctx: as(ctx, owner), input: { personId: admin.id } });
    expect((await findUser(open.db, admin.id))?.disabledAt).toBeInstanceOf(Date);
    expect(await listOpenInvitations(open.db, ctx.clock.now())).toEqual([]);
    const invite = createInvitation({ ctx: as(ctx, admin), input: { role: "viewer" } });
    await expect(invite).rejects.toThrow(ForbiddenError);
    await expect(disablePerson({ ctx: as(ctx, admin), input: { personId: owner.id } })).rejects.toThrow(
      ForbiddenError,
    );
    await enablePerson({ ctx: as(ctx, owner), input: { personId: admin.id } });
    expect((await findUser(open.db, admin.id))?.disabledAt).toBeNull();
    const actions = (await listAudit(open.db, { action: "person." })).rows.map(({ action }) => action);
    expect(actions).toEqual(["person.enable", "person.disable"]);
  });

  it("is not for oneself, nor for those above, nor for reviewers", async () => {
    const owner = await addPerson(open.db, "owner");
    const [admin, reviewer] = [await addPerson(open.db, "admin"), await addPerson(open.db, "reviewer")];
    const take = (by: typeof owner, from: typeof owner) =>
      disablePerson({ ctx: as(ctx, by), input: { personId: from.id } });
    await expect(take(owner, owner)).rejects.toThrow(ConflictError);
    await expect(take(admin, owner)).rejects.toThrow(ForbiddenError);
    await expect(take(reviewer, admin)).rejects.toThrow(ForbiddenError);
  });
});

describe.skipIf(!inject("postgres"))("on Postgres, at the same moment", () => {
  let server: OpenDatabase;
  beforeAll(async () => {
    server = await testPostgres("team");
  });
  afterAll(() => server.close());

  it("two owners who demote or disable each other leave one", async () => {
    for (let round = 0; round < 6; round += 1) {
      await emptyTables(server.db);
      const on = testCtx(server);
      const [ada, bob] = [
        await addPerson(server.db, "owner", "Ada"),
        await addPerson(server.db, "owner", "Bob"),
      ];
      const remove = (by: typeof ada, from: typeof ada) =>
        round % 2 === 0
          ? changeRole({ ctx: as(on, by), input: { personId: from.id, role: "viewer" } })
          : disablePerson({ ctx: as(on, by), input: { personId: from.id } });
      const results = await Promise.allSettled([remove(ada, bob), remove(bob, ada)]);
      expect(results.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
        "fulfilled",
        "rejected",
      ]);
      const owners = (await listUsers(server.db)).filter(
        ({ role, disabledAt }) => role === "owner" && !disabledAt,
      );
      expect(owners).toHaveLength(1);
    }
  });
});

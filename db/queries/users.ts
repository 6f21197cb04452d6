import { and, asc, count, desc, eq, gt, inArray, isNull, ne, or } from "drizzle-orm";
import type { Role } from "@/lib/core/words";
import type { Database } from "../client";
import { accounts, sessions, users } from "../schema";

export type UserRow = typeof users.$inferSelect;
export type SessionRow = Pick<typeof sessions.$inferSelect, "id" | "createdAt" | "ipAddress" | "userAgent">;
/** better-auth's name for an account that signs in by e-mail and password. */
const CREDENTIAL = "credential";

/** How many people there are, disabled ones too. */
export async function countUsers(db: Database): Promise<number> {
  const [row] = await db.select({ total: count() }).from(users);
  return row?.total ?? 0;
}

/** Nobody else can become a person until this transaction ends: for the first owner, of whom there is one. */
export async function lockUsers(tx: Database): Promise<void> {
  await tx.execute("lock table users in share row exclusive mode");
}

export async function findUser(db: Database, id: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id)).limit(1);
  return row ?? null;
}

/** Everybody who is an owner and can sign in, by name. */
export async function listActiveOwners(db: Database): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.disabledAt)))
    .orderBy(asc(users.name), asc(users.id));
}

/** Everybody, active people first, then by name. */
export async function listUsers(db: Database): Promise<UserRow[]> {
  return db
    .select()
    .from(users)
    .orderBy(desc(isNull(users.disabledAt)), asc(users.name), asc(users.id));
}

/** A person with a password. False, and nothing is written, when the e-mail address is taken. */
export async function insertPerson(
  tx: Database,
  person: {
    id: string;
    accountId: string;
    name: string;
    email: string;
    role: Role;
    passwordHash: string;
    at: Date;
  },
): Promise<boolean> {
  const { id, accountId, name, email, role, passwordHash, at } = person;
  const inserted = await tx
    .insert(users)
    .values({ id, name, email, role, createdAt: at, updatedAt: at })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (inserted.length === 0) return false;
  await tx.insert(accounts).values({
    id: accountId,
    accountId: id,
    providerId: CREDENTIAL,
    userId: id,
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  });
  return true;
}

/**
 * The people named and every active owner, locked in one order until the transaction ends: two changes of the team
 * at once wait for each other, and cannot remove the last owner between them.
 */
export async function lockTeam(tx: Database, ids: readonly string[]): Promise<UserRow[]> {
  return tx
    .select()
    .from(users)
    .where(or(inArray(users.id, [...ids]), and(eq(users.role, "owner"), isNull(users.disabledAt))))
    .orderBy(asc(users.id))
    .for("update");
}

export async function updateUser(
  tx: Database,
  id: string,
  set: Partial<Pick<UserRow, "name" | "role" | "disabledAt">> & { updatedAt: Date },
): Promise<void> {
  await tx.update(users).set(set).where(eq(users.id, id));
}

/** Ends the sessions of a person, all of them or all but one. Answers how many there were. */
export async function endSessions(tx: Database, userId: string, exceptSessionId?: string): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        exceptSessionId === undefined ? undefined : ne(sessions.id, exceptSessionId),
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** The sessions of a person that are not over, newest first. Their tokens stay where they are. */
export async function listSessions(db: Database, userId: string, at: Date): Promise<SessionRow[]> {
  const { id, createdAt, ipAddress, userAgent } = sessions;
  return db
    .select({ id, createdAt, ipAddress, userAgent })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, at)))
    .orderBy(desc(sessions.createdAt), asc(sessions.id))
    .limit(100);
}

/** Ends one session of a person. False: they have no such session, or not any more. */
export async function endSession(tx: Database, userId: string, sessionId: string): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** The hash a person's password is checked against. */
export async function passwordHashOf(db: Database, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, CREDENTIAL)))
    .limit(1);
  return row?.password ?? null;
}

/** Replaces the password, if it still is the one that was checked. False: somebody else was first. */
export async function replacePassword(
  tx: Database,
  change: { userId: string; from: string; to: string; at: Date },
): Promise<boolean> {
  const changed = await tx
    .update(accounts)
    .set({ password: change.to, updatedAt: change.at })
    .where(
      and(
        eq(accounts.userId, change.userId),
        eq(accounts.providerId, CREDENTIAL),
        eq(accounts.password, change.from),
      ),
    )
    .returning({ id: accounts.id });
  return changed.length > 0;
}

/** Sets the password, whatever it was. */
export async function setPassword(
  tx: Database,
  change: { userId: string; to: string; at: Date },
): Promise<void> {
  await tx
    .update(accounts)
    .set({ password: change.to, updatedAt: change.at })
    .where(and(eq(accounts.userId, change.userId), eq(accounts.providerId, CREDENTIAL)));
}

/** Names of people by id, for pages that show who did something. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** People and contexts for tests. */
import { hashPassword } from "better-auth/crypto";
import type { Database, OpenDatabase } from "@/db/client";
import { insertPerson } from "@/db/queries/users";
import { fixedClock } from "../core/clock";
import { newId } from "../core/ids";
import type { Role } from "../core/words";
import { SYSTEM, type Actor, type Ctx } from "../ctx";
import { parseEnv } from "../env";
import { actorOf, type Person } from "./person";

export const PASSWORD = "a long enough password";

/** A context on a test's database, with a clock that the test moves. */
export function testCtx(
  { db }: Pick<OpenDatabase, "db">,
  actor: Actor = SYSTEM,
  settings: Record<string, string> = {},
): Ctx & { clock: ReturnType<typeof fixedClock> } {
  const env = parseEnv({ NODE_ENV: "test", APP_BASE_URL: "http://localhost:3000", ...settings });
  return { actor, db, clock: fixedClock(new Date()), requestId: newId("req"), env };
}

/** The same context for somebody else. */
export function as<C extends Ctx>(ctx: C, person: Person): C {
  return { ...ctx, actor: actorOf(person) };
}

let hashed: Promise<string> | undefined;

/** A person with PASSWORD, written as an accepted invitation writes one. */
export async function addPerson(db: Database, role: Role, name: string = role): Promise<Person> {
  // Hashing takes a tenth of a second: one hash serves all.
  hashed ??= hashPassword(PASSWORD);
  const id = newId("person");
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${id.slice(-6)}@example.com`;
  const passwordHash = await hashed;
  await insertPerson(db, {
    id,
    accountId: newId("account"),
    name,
    email,
    role,
    passwordHash,
    at: new Date(),
  });
  return { id, name, email, role };
}

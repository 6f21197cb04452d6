import { redirect } from "next/navigation";
import { ForbiddenError } from "../core/errors";
import type { Role } from "../core/words";
import { currentPerson } from "./current-person";
import { atLeast } from "./permissions";
import type { Person } from "./person";

/**
 * For pages: who is signed in, with at least that role. Nobody signed in goes to the sign-in page; a weaker role
 * gets a ForbiddenError.
 */
export async function requirePerson(minRole: Role = "viewer"): Promise<Person> {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (!atLeast(person.role, minRole)) throw new ForbiddenError();
  return person;
}

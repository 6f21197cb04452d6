import type { Actor } from "../ctx";
import type { Role } from "../core/words";

/** Somebody who is signed in. */
export type Person = { id: string; name: string; email: string; role: Role };

/** The person as the one who acts. */
export function actorOf(person: Person): Actor {
  return { kind: "person", id: person.id, name: person.name, role: person.role };
}

import { actorOf, type Person } from "@/lib/auth/person";
import { requirePerson } from "@/lib/auth/require-person";
import type { Role } from "@/lib/core/words";
import { createCtx, type Ctx } from "@/lib/ctx";

/** Who looks at a page, and the context its queries run in. Nobody signed in goes to the sign-in page. */
export async function teamCtx(minRole: Role = "viewer"): Promise<{ person: Person; ctx: Ctx; now: Date }> {
  const person = await requirePerson(minRole);
  const ctx = createCtx(actorOf(person));
  return { person, ctx, now: ctx.clock.now() };
}

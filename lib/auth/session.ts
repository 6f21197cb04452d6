import { z } from "zod";
import { ROLES } from "../core/words";
import type { Ctx } from "../ctx";
import { authOn } from "./auth";
import type { Person } from "./person";

export type Session = { id: string; person: Person };

const signedIn = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.null().optional(),
});

/**
 * Who the cookies of a request belong to, read from the database each time: a session that was ended, a role that
 * was changed and a person who was disabled count from the next request on.
 */
export async function sessionOf({
  ctx,
  headers,
}: {
  ctx: Pick<Ctx, "db" | "env">;
  headers: Headers;
}): Promise<Session | null> {
  const auth = await authOn(ctx);
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (!found) return null;
  const user = signedIn.safeParse(found.user);
  if (!user.success) return null;
  const { id, name, email, role } = user.data;
  return { id: found.session.id, person: { id, name, email, role } };
}

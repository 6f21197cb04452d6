import { writeAudit } from "../audit/write-audit";
import type { Ctx } from "../ctx";
import { authOn } from "./auth";

/** Ends the session of these cookies and takes them from the browser. */
export async function signOut({
  ctx,
  input: { headers },
}: {
  ctx: Ctx;
  input: { headers: Headers };
}): Promise<{ setCookies: string[] }> {
  const auth = await authOn(ctx);
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  await writeAudit({ ctx, input: { action: "session.end", entityType: "person", entityId: ctx.actor.id } });
  return { setCookies: answer.headers.getSetCookie() };
}

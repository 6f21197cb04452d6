import { findOpenPasswordReset } from "@/db/queries/password-resets";
import { findUser, type UserRow } from "@/db/queries/users";
import type { Ctx } from "../ctx";
import { atLeast, may } from "./permissions";
import { hashToken } from "./tokens";

/**
 * Whose password a link sets, or null: unknown, used, replaced or expired, or nobody who may make it (any more)
 * made it. A link is worth what its maker may do at the moment it is used: an admin who lost the role, or whose
 * member has become an owner meanwhile, gave out nothing.
 */
export async function findPasswordReset({
  ctx,
  input: { token },
}: {
  ctx: Pick<Ctx, "db" | "clock">;
  input: { token: string };
}): Promise<UserRow | null> {
  const row = await findOpenPasswordReset(ctx.db, hashToken(token), ctx.clock.now());
  if (!row) return null;
  const person = await findUser(ctx.db, row.userId);
  if (!person || person.disabledAt !== null) return null;
  if (row.createdBy === null) return person;
  const by = await findUser(ctx.db, row.createdBy);
  const allowed =
    by !== null && by.disabledAt === null && may(by.role, "manage-team") && atLeast(by.role, person.role);
  return allowed ? person : null;
}

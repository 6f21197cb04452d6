import { countUsers, namesOf } from "@/db/queries/users";
import { findOpenInvitation, keepFirstOwnerLink } from "@/db/queries/invitations";
import { DAY_MS } from "../core/clock";
import type { Role } from "../core/words";
import type { Ctx } from "../ctx";
import { hashToken } from "./tokens";

/** How long a link for the first owner holds; every start makes a new one. */
export const FIRST_OWNER_LINK_MS = 7 * DAY_MS;

export type Invitation = {
  role: Role;
  /** Where set, only this address may accept. */
  email: string | null;
  invitedBy: string | null;
  /** True for the link that creates the first owner. */
  first: boolean;
};

/** The open invitation behind a token, or null: unknown, used, revoked, expired, or a first owner exists already. */
export async function findInvitation({
  ctx,
  input: { token },
}: {
  ctx: Ctx;
  input: { token: string };
}): Promise<Invitation | null> {
  if (token.length < 16 || token.length > 500) return null;
  const at = ctx.clock.now();
  const tokenHash = hashToken(token);
  const nobodyYet = (await countUsers(ctx.db)) === 0;
  // Where nothing prints at the start, the link is known beforehand: it comes to be when it is first used.
  if (nobodyYet && ctx.env.SETUP_TOKEN !== undefined && hashToken(ctx.env.SETUP_TOKEN) === tokenHash) {
    await keepFirstOwnerLink(ctx.db, {
      tokenHash,
      at,
      expiresAt: new Date(at.getTime() + FIRST_OWNER_LINK_MS),
    });
  }
  const row = await findOpenInvitation(ctx.db, tokenHash, at);
  if (!row) return null;
  const first = row.createdBy === null;
  if (first && !nobodyYet) return null;
  const names = await namesOf(ctx.db, row.createdBy === null ? [] : [row.createdBy]);
  return { role: row.role, email: row.email, invitedBy: names.get(row.createdBy ?? "") ?? null, first };
}

import { countUsers, lockUsers } from "@/db/queries/users";
import { insertInvitation, keepFirstOwnerLink, revokeFirstOwnerLinks } from "@/db/queries/invitations";
import type { Ctx } from "../ctx";
import { FIRST_OWNER_LINK_MS } from "./find-invitation";
import { acceptUrl, hashToken, newToken } from "./tokens";

/**
 * The one-time link that creates the first owner: a new one each time, the one before stops working. With
 * SETUP_TOKEN it is always that token's. Null once anybody exists.
 */
export async function firstOwnerLink({ ctx }: { ctx: Ctx }): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    await lockUsers(tx);
    if ((await countUsers(tx)) > 0) return null;
    const at = ctx.clock.now();
    const expiresAt = new Date(at.getTime() + FIRST_OWNER_LINK_MS);
    const token = ctx.env.SETUP_TOKEN ?? newToken();
    const tokenHash = hashToken(token);
    await revokeFirstOwnerLinks(tx, at);
    if (ctx.env.SETUP_TOKEN === undefined) {
      await insertInvitation(tx, { tokenHash, role: "owner", createdAt: at, expiresAt });
    } else {
      await keepFirstOwnerLink(tx, { tokenHash, at, expiresAt });
    }
    return acceptUrl(ctx.env.baseUrl, token);
  });
}

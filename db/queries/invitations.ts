import { and, desc, eq, gt, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Role } from "@/lib/core/words";
import type { Database } from "../client";
import { invitations } from "../schema";

export type InvitationRow = typeof invitations.$inferSelect;

const open = (at: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, at));

export async function insertInvitation(
  tx: Database,
  row: typeof invitations.$inferInsert,
): Promise<InvitationRow> {
  const [inserted] = await tx.insert(invitations).values(row).returning();
  if (!inserted) throw new Error("The invitation was not stored.");
  return inserted;
}

/** The open invitation behind a token's hash: not accepted, not revoked, not expired. */
export async function findOpenInvitation(
  db: Database,
  tokenHash: string,
  at: Date,
): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), open(at)))
    .limit(1);
  return row ?? null;
}

/** Compare-and-set: takes an open invitation for one person. Null: it was used, revoked or has expired. */
export async function claimInvitation(
  tx: Database,
  claim: { tokenHash: string; acceptedBy: string; at: Date },
): Promise<InvitationRow | null> {
  const [row] = await tx
    .update(invitations)
    .set({ acceptedAt: claim.at, acceptedBy: claim.acceptedBy })
    .where(and(eq(invitations.tokenHash, claim.tokenHash), open(claim.at)))
    .returning();
  return row ?? null;
}

/** Compare-and-set: revokes an open invitation. Null: it is not open any more. */
export async function revokeOpenInvitation(
  tx: Database,
  id: number,
  at: Date,
): Promise<InvitationRow | null> {
  const [row] = await tx
    .update(invitations)
    .set({ revokedAt: at })
    .where(and(eq(invitations.id, id), open(at)))
    .returning();
  return row ?? null;
}

/** Revokes what a person has open, of the given roles: they may no longer give them. Answers the ids. */
export async function revokeInvitationsBy(
  tx: Database,
  createdBy: string,
  roles: readonly Role[],
  at: Date,
): Promise<number[]> {
  if (roles.length === 0) return [];
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: at })
    .where(and(eq(invitations.createdBy, createdBy), inArray(invitations.role, [...roles]), open(at)))
    .returning({ id: invitations.id });
  return rows.map((row) => row.id);
}

/** Revokes every open link for the first owner. */
export async function revokeFirstOwnerLinks(tx: Database, at: Date): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: at })
    .where(and(isNull(invitations.createdBy), open(at)));
}

/** The first owner's link with a token that was chosen beforehand: made, or open for longer. */
export async function keepFirstOwnerLink(
  tx: Database,
  link: { tokenHash: string; at: Date; expiresAt: Date },
): Promise<void> {
  await tx
    .insert(invitations)
    .values({ tokenHash: link.tokenHash, role: "owner", createdAt: link.at, expiresAt: link.expiresAt })
    .onConflictDoUpdate({
      target: invitations.tokenHash,
      set: { expiresAt: link.expiresAt, revokedAt: null },
      setWhere: isNull(invitations.acceptedAt),
    });
}

/** Open invitations made by people, newest first. */
export async function listOpenInvitations(db: Database, at: Date): Promise<InvitationRow[]> {
  return db
    .select()
    .from(invitations)
    .where(and(isNotNull(invitations.createdBy), open(at)))
    .orderBy(desc(invitations.id))
    .limit(200);
}

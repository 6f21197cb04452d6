import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "../client";
import { passwordResets } from "../schema";

export type PasswordResetRow = typeof passwordResets.$inferSelect;

const open = (at: Date) =>
  and(isNull(passwordResets.usedAt), isNull(passwordResets.revokedAt), gt(passwordResets.expiresAt, at));

export async function insertPasswordReset(
  tx: Database,
  row: Pick<PasswordResetRow, "tokenHash" | "userId" | "createdBy" | "createdAt" | "expiresAt">,
): Promise<void> {
  await tx.insert(passwordResets).values(row);
}

/** The open reset behind a token's hash: not used, not revoked, not expired. */
export async function findOpenPasswordReset(
  db: Database,
  tokenHash: string,
  at: Date,
): Promise<PasswordResetRow | null> {
  const [row] = await db
    .select()
    .from(passwordResets)
    .where(and(eq(passwordResets.tokenHash, tokenHash), open(at)))
    .limit(1);
  return row ?? null;
}

/** Compare-and-set: uses an open reset up. False: it was used, revoked or has expired. */
export async function claimPasswordReset(tx: Database, tokenHash: string, at: Date): Promise<boolean> {
  const claimed = await tx
    .update(passwordResets)
    .set({ usedAt: at })
    .where(and(eq(passwordResets.tokenHash, tokenHash), open(at)))
    .returning({ id: passwordResets.id });
  return claimed.length > 0;
}

/** Revokes what is open for a person. */
export async function revokePasswordResets(tx: Database, userId: string, at: Date): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ revokedAt: at })
    .where(and(eq(passwordResets.userId, userId), open(at)));
}

import type { CheckedClaim } from "@/lib/core/evidence";

/**
 * How sure a report may be after its claims were checked, 0–1: what it stated, times the share of its claims that stand, to
 * two decimals. A report without claims keeps what it stated: its own check speaks of that.
 */
export function heldConfidence(stated: number, claims: readonly Pick<CheckedClaim, "supported">[]): number {
  if (claims.length === 0) return stated;
  const standing = claims.filter((claim) => claim.supported).length;
  return standing === claims.length ? stated : Math.floor((100 * stated * standing) / claims.length) / 100;
}

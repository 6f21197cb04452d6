/** The one way into the audit log. */
import { insertAudit } from "@/db/queries/audit";
import type { Ctx } from "../ctx";
import { storableJson } from "../core/storable";
import { redact } from "../platform/redact";

/** A row is a sentence about what happened, not a copy of it. */
const MAX_DETAILS_BYTES = 8_000;

export type AuditInput = {
  /** `noun.verb`: `product.approve`, `setting.change`, `person.invite`. */
  action: string;
  entityType: string;
  entityId: string | number | null;
  details?: Record<string, unknown>;
};

/**
 * Writes one audit row for `ctx.actor` on `ctx.db`: inside a transaction it is part of it, so that the act and
 * its row exist together or not at all. Secrets are taken out; details above 8 KB are left out and say so.
 */
export async function writeAudit({ ctx, input }: { ctx: Ctx; input: AuditInput }): Promise<void> {
  await insertAudit(ctx.db, {
    action: input.action.slice(0, 200),
    entityType: input.entityType.slice(0, 100),
    entityId: input.entityId === null ? null : String(input.entityId).slice(0, 200),
    details: input.details === undefined ? null : bounded(input.details),
    userId: ctx.actor.id,
    createdAt: ctx.clock.now(),
  });
}

function bounded(details: Record<string, unknown>): Record<string, unknown> {
  const json = storableJson(redact(details));
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_DETAILS_BYTES) return { leftOut: `${bytes} bytes of details` };
  return JSON.parse(json) as Record<string, unknown>;
}

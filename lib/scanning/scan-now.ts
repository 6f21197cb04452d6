import { ConflictError } from "@/lib/core/errors";
import { ORIGIN_LABELS, type SourceId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { findSource } from "@/db/queries/source-steps";
import { asksToWait, planScan } from "./plan-scan";

/** "2026-03-02 12:00 UTC" */
const inUtc = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/**
 * A person asks for a scan of one source now. Throws ConflictError when it is off, has asked us to wait, or is being
 * scanned already. While all work is paused the scan is planned and waits: `paused` says so.
 */
export async function scanNow({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { source: SourceId };
}): Promise<{ source: SourceId; paused: boolean }> {
  const { source } = input;
  const { planned } = await planScan({ ctx, input: { only: source } });
  if (planned.length > 0) return { source, paused: (await readSettings({ ctx })).paused };
  const row = await findSource(ctx.db, source);
  const name = ORIGIN_LABELS[source];
  if (row?.enabled && row.nextTryAt && asksToWait(row, ctx.clock.now())) {
    throw new ConflictError(
      `${name} is not to be asked again before ${inUtc(row.nextTryAt)}: it is scanned after that.`,
    );
  }
  throw new ConflictError(
    row?.enabled === false
      ? `${name} is off: switch it on, then scan.`
      : `${name} is being scanned already; its result appears here.`,
  );
}

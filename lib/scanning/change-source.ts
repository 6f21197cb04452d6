import { BadRequestError, NotFoundError } from "@/lib/core/errors";
import { ORIGIN_LABELS, type SourceId, type SourceState } from "@/lib/core/words";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { ensureSources, setSourceState } from "@/db/queries/source-steps";
import { lockSource, saveSource } from "@/db/queries/sources";
import { SCANNERS } from "@/scanners/registry";
import { modeOf, robotsOf, SOURCE_ROWS } from "./source-settings";

/** A source that is looked at less than once a week is switched off instead. */
export const MAX_INTERVAL_MINUTES = 7 * 24 * 60;

type Switches = {
  enabled: boolean;
  mode: "live" | "sample";
  intervalMinutes: number;
  /** Whether robots.txt decides what is read of the source without a key. */
  robots: "respect" | "ignore";
};

/**
 * A person switches a source on or off, between live and samples, sets its interval, or chooses whether robots rules
 * decide; each change has its audit row. Answers which of them changed. Throws BadRequestError for an interval that the source does not bear.
 */
export async function changeSource({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { source: SourceId } & Partial<Switches>;
}): Promise<{ changed: (keyof Switches)[] }> {
  const { source, ...wanted } = input;
  await ensureSources(ctx.db, SOURCE_ROWS);
  return ctx.db.transaction(async (tx) => {
    const row = await lockSource(tx, source);
    if (!row) throw new NotFoundError("There is no such source.");
    const before: Switches = {
      enabled: row.enabled,
      mode: modeOf(row.config, ctx.env),
      intervalMinutes: row.scanIntervalMinutes,
      robots: robotsOf(row.config),
    };
    const after: Switches = { ...before, ...wanted };
    const changed = (["enabled", "mode", "intervalMinutes", "robots"] as const).filter(
      (key) => before[key] !== after[key],
    );
    if (changed.length === 0) return { changed };
    if (changed.includes("intervalMinutes")) checkInterval(source, after.intervalMinutes);
    await saveSource(tx, source, {
      enabled: after.enabled,
      scanIntervalMinutes: after.intervalMinutes,
      config: {
        ...row.config,
        ...(changed.includes("mode") && { mode: after.mode }),
        ...(changed.includes("robots") && { robots: after.robots }),
      },
      // What the source asked for was asked of the way in which it was read.
      ...(changed.includes("mode") || changed.includes("robots") ? { nextTryAt: null } : {}),
    });
    const found = stateAfter(changed, after, ctx.actor.name);
    if (found) await setSourceState(tx, source, { ...found, now: ctx.clock.now() });
    for (const key of changed) {
      await writeAudit({
        ctx: within(ctx, tx),
        input: {
          action: `source.${key === "intervalMinutes" ? "interval" : key}`,
          entityType: "source",
          entityId: source,
          details: { from: before[key], to: after[key] },
        },
      });
    }
    return { changed };
  });
}

function checkInterval(source: SourceId, minutes: number): void {
  const least = SCANNERS[source].cadenceMinutes;
  if (Number.isInteger(minutes) && minutes >= least && minutes <= MAX_INTERVAL_MINUTES) return;
  throw new BadRequestError(
    `The interval of ${ORIGIN_LABELS[source]} must be a whole number from ${least} to ${MAX_INTERVAL_MINUTES} minutes.`,
  );
}

/** What the source is in once it is switched: what an earlier scan found says nothing about the new way. */
function stateAfter(
  changed: readonly (keyof Switches)[],
  after: Switches,
  by: string,
): { state: SourceState; why: string } | null {
  if (changed.every((key) => key === "intervalMinutes")) return null;
  if (!changed.includes("enabled") && !changed.includes("mode")) {
    if (!after.enabled || after.mode === "sample") return null;
    const rules = after.robots === "ignore" ? "aside" : "back in force";
    return { state: "stale", why: `Robots rules were put ${rules} by ${by}, and it was not scanned since.` };
  }
  if (!after.enabled) return { state: "off", why: `Switched off by ${by}.` };
  const to = changed.includes("mode") ? (after.mode === "live" ? "to live" : "to samples") : "on";
  return { state: "stale", why: `Switched ${to} by ${by}, and not scanned since.` };
}

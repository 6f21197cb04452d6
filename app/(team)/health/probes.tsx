import { z } from "zod";
import { Badge } from "@/app/_ui/badge";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDuration } from "@/app/_ui/format";
import { Time } from "@/app/_ui/time";
import type { TaskRow } from "@/db/queries/tasks";

const found = z.object({
  probes: z.array(
    z.object({ part: z.string(), ok: z.boolean(), ms: z.number(), error: z.string().nullable() }),
  ),
});

const PARTS: Record<string, string> = {
  database: "The database",
  redis: "Locks and limits",
  queue: "The queue",
};

/** What the last health task has probed, and how fast each part answered. */
export function Probes({ check, now }: { check: TaskRow | null; now: Date }) {
  const parsed = found.safeParse(check?.detail);
  if (!check || !parsed.success) {
    return (
      <EmptyState icon="health" title="Nothing has been probed yet">
        <p>The health task runs every five minutes.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid gap-3 sm:grid-cols-3">
        {parsed.data.probes.map((probe) => (
          <li key={probe.part} className="rounded-lg border border-line bg-surface p-4">
            <p className="flex flex-wrap items-center justify-between gap-2 text-sm font-medium">
              {PARTS[probe.part] ?? probe.part}
              <Badge tone={probe.ok ? "good" : "bad"}>{probe.ok ? "Answers" : "Does not answer"}</Badge>
            </p>
            <p className="figures mt-1 text-xs text-muted">
              {probe.error ?? (probe.ms < 1 ? "in less than 1 ms" : `in ${formatDuration(probe.ms)}`)}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-muted">
        Probed <Time at={check.finishedAt ?? check.startedAt} now={now} />.
      </p>
    </>
  );
}

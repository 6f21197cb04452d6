import { Badge, ModelBadge } from "@/app/_ui/badge";
import { formatCount, formatDuration, formatFraction, formatScore, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import { Time } from "@/app/_ui/time";
import type { VersionFigures } from "@/db/queries/pages/agents";

type VersionsProps = { rows: readonly VersionFigures[]; current: string; now: Date };

/** What each version of the instructions has brought with each model, the newest first. */
export function Versions({ rows, current, now }: VersionsProps) {
  const share = (part: number, whole: number) => (whole > 0 ? formatFraction(part / whole) : UNKNOWN);
  return (
    <StackingTable
      caption="Versions of the instructions and what they brought"
      rows={rows}
      keyOf={(row) => `${row.version} ${row.model}`}
      columns={[
        {
          label: "Version",
          head: true,
          cell: (row) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              <span className="font-mono text-xs">{row.version}</span>
              {row.version === current ? <Badge tone="good">Today’s</Badge> : null}
            </span>
          ),
        },
        { label: "Written by", cell: (row) => <ModelBadge model={row.model} /> },
        {
          label: "In use",
          cell: (row) => (
            <>
              <Time at={row.firstAt} now={now} /> to <Time at={row.lastAt} now={now} />
            </>
          ),
        },
        { label: "Reports", figures: true, cell: (row) => formatCount(row.reports) },
        { label: "Abstained", figures: true, cell: (row) => share(row.abstained, row.reports) },
        { label: "Mean score", figures: true, cell: (row) => formatScore(row.meanScore) },
        { label: "Unsupported", figures: true, cell: (row) => share(row.unsupported, row.claims) },
        { label: "Median answer", figures: true, cell: (row) => formatDuration(row.medianLatencyMs) },
      ]}
    />
  );
}

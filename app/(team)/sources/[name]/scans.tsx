import { SourceStateBadge, StepStatusBadge } from "@/app/_ui/badge";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatCount, formatDuration } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { StackingTable } from "@/app/_ui/stacking-table";
import { Time } from "@/app/_ui/time";
import type { ScanListRow } from "@/db/queries/pages/sources";

type ScansProps = {
  scans: readonly ScanListRow[];
  now: Date;
  /** The source is blocked or has failed: what its newest scan kept is shown at once. */
  alarm: boolean;
};

/** The scans of a source, newest first, with what each found, why it failed and what it kept of a strange page. */
export function Scans({ scans, now, alarm }: ScansProps) {
  if (scans.length === 0) {
    return (
      <EmptyState icon="sources" title="Not scanned yet">
        <p>The next hourly scan reads it, if it is on and due.</p>
      </EmptyState>
    );
  }
  const kept = scans.filter((scan) => scan.snippet !== null);
  return (
    <>
      <StackingTable
        caption="Scans of this source"
        rows={scans}
        keyOf={(scan) => scan.id}
        columns={[
          {
            label: "Scan",
            head: true,
            cell: (scan) => (
              <>
                <Time at={scan.plannedFor} now={now} />
                {scan.lastError ? (
                  <span className="block max-w-64 text-xs font-normal wrap-anywhere text-bad">
                    {scan.lastError}
                  </span>
                ) : null}
                {scan.note ? (
                  <span className="block max-w-64 text-xs font-normal wrap-anywhere text-muted">
                    {scan.note}
                  </span>
                ) : null}
              </>
            ),
          },
          { label: "Outcome", cell: (scan) => <Outcome scan={scan} /> },
          { label: "Pages", figures: true, cell: (scan) => pages(scan) },
          { label: "Seen", figures: true, cell: (scan) => figure(scan, scan.found) },
          { label: "New", figures: true, cell: (scan) => figure(scan, scan.newProducts) },
          { label: "Merged", figures: true, cell: (scan) => figure(scan, scan.mergedProducts) },
          { label: "Rejected", figures: true, cell: (scan) => figure(scan, scan.rejected) },
          { label: "Took", figures: true, cell: (scan) => took(scan) },
        ]}
      />
      <p className="mt-2 text-xs text-muted">
        Seen: everything that stood there. New and merged: products among it that were not known, and that
        were. Rejected: entries that could not be read. Unchanged: pages of which the source said that they
        are the same as at the last look; what stood there counts as seen again.
      </p>
      {kept.map((scan) => (
        <details
          key={scan.id}
          open={alarm && scan.id === scans[0]?.id}
          className="group mt-3 rounded-lg border border-line bg-surface px-4 py-1 sm:px-5"
        >
          <summary className="bare-summary inline-flex min-h-11 items-center gap-1 text-sm font-medium">
            <Icon name="chevron" className="size-4 transition-transform group-open:rotate-90" />
            What was kept of the page that was not understood, scan {scan.id}
          </summary>
          <p className="text-xs text-muted">
            The first 2,000 characters, as text. It comes from the web: follow nothing that it says.
          </p>
          <pre
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            className="my-3 max-h-80 overflow-auto rounded-md bg-sunken p-3 text-xs break-all whitespace-pre-wrap"
          >
            {scan.snippet}
          </pre>
        </details>
      ))}
    </>
  );
}

function Outcome({ scan }: { scan: ScanListRow }) {
  return scan.status === "DONE" && scan.outcome ? (
    <SourceStateBadge state={scan.outcome} />
  ) : (
    <StepStatusBadge status={scan.status} />
  );
}

/** A scan that has not ended yet has no figure: that is neither zero nor unknown for good. */
function figure(scan: ScanListRow, value: number | null): string {
  const open = scan.status === "QUEUED" || scan.status === "RUNNING";
  return open && value === null ? "not yet" : formatCount(value);
}

function pages(scan: ScanListRow): string {
  const unchanged = scan.unchanged ?? 0;
  return `${figure(scan, scan.pages)}${unchanged > 0 ? ` (${formatCount(unchanged)} unchanged)` : ""}`;
}

function took(scan: ScanListRow): string {
  if (!scan.finishedAt) return "not yet";
  return formatDuration(scan.startedAt ? scan.finishedAt.getTime() - scan.startedAt.getTime() : null);
}

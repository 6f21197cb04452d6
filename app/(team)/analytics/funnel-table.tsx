import { formatCount, formatFraction, UNKNOWN } from "@/app/_ui/format";
import { originLabel } from "@/app/_ui/origin-label";
import { ScoreBar } from "@/app/_ui/score-bar";
import { StackingTable } from "@/app/_ui/stacking-table";
import {
  FUNNEL_STAGES,
  type FunnelRow,
  type FunnelStage,
  type FunnelStep,
} from "@/lib/analytics/read-funnel";

const STAGE_LABELS: Record<FunnelStage, string> = {
  seen: "Seen",
  products: "Products",
  analysed: "Analysed",
  approved: "Approved",
  posted: "Posted",
  sold: "Sold",
};

/** The stages side by side: the figure, and as a bar its share of the stage before. */
export function FunnelTable({ rows }: { rows: readonly FunnelRow[] }) {
  const most = Math.max(
    1,
    ...rows.filter((row) => row.origin !== null).map((row) => row.steps[0]?.count ?? 0),
  );
  return (
    <>
      <StackingTable
        caption="Stages of each source"
        rows={rows}
        keyOf={(row) => row.origin ?? "all"}
        columns={[
          {
            label: "Source",
            head: true,
            cell: (row) => (row.origin ? originLabel(row.origin) : "All together"),
          },
          ...FUNNEL_STAGES.map((stage) => ({
            label: STAGE_LABELS[stage],
            cell: (row: FunnelRow) => {
              const step = row.steps.find((one) => one.stage === stage);
              return step ? <Step step={step} most={row.origin === null ? null : most} /> : UNKNOWN;
            },
          })),
        ]}
      />
      <p className="mt-2 text-xs text-muted">
        The bar under “Seen” compares the sources; every other bar is the share of the stage before it.
      </p>
    </>
  );
}

/** `most` is what the busiest source has shown; null where there is nothing to compare. */
function Step({ step, most }: { step: FunnelStep; most: number | null }) {
  const seen = step.stage === "seen";
  const bar = seen ? (most === null || step.count === null ? null : step.count / most) : step.share;
  return (
    <div className="w-36 sm:w-auto sm:min-w-20">
      <p className="figures flex items-baseline justify-between gap-2">
        <span className="font-semibold">{formatCount(step.count)}</span>
        <span className="text-xs text-muted">
          {seen || step.share === null ? null : (
            <>
              {formatFraction(step.share)}
              <span className="sr-only"> of the stage before</span>
            </>
          )}
        </span>
      </p>
      {bar === null ? null : <ScoreBar score={bar * 100} className="mt-1" />}
      {step.count !== null && step.unknown > 0 ? (
        <p className="mt-0.5 text-xs text-muted">{formatCount(step.unknown)} unknown</p>
      ) : null}
    </div>
  );
}

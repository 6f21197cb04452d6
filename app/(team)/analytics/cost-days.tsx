import { formatCount, formatUsd } from "@/app/_ui/format";
import { ScoreBar } from "@/app/_ui/score-bar";
import { StackingTable } from "@/app/_ui/stacking-table";
import type { DayCost } from "@/db/queries/pages/costs";

type CostDaysProps = { rows: readonly DayCost[]; budgetUsd: number };

const dayOf = new Intl.DateTimeFormat("en", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** Each day's cost, with a bar of the budget that holds today. */
export function CostDays({ rows, budgetUsd }: CostDaysProps) {
  return (
    <>
      <StackingTable
        caption="Cost of models by day"
        rows={rows}
        keyOf={(row) => row.day}
        columns={[
          { label: "Day", head: true, cell: (row) => dayOf.format(new Date(`${row.day}T00:00:00Z`)) },
          {
            label: "Cost",
            cell: (row) => (
              <div className="w-36 sm:w-auto sm:min-w-28">
                <p className="figures font-semibold">{formatUsd(row.usd)}</p>
                <ScoreBar score={budgetUsd > 0 ? (row.usd / budgetUsd) * 100 : 100} className="mt-1" />
              </div>
            ),
          },
          { label: "Of it analyses", figures: true, cell: (row) => formatUsd(row.analysisUsd) },
          { label: "Products", figures: true, cell: (row) => formatCount(row.products) },
          {
            label: "A product",
            figures: true,
            cell: (row) => (row.products > 0 ? formatUsd(row.analysisUsd / row.products) : "none"),
          },
          {
            label: "Calls",
            figures: true,
            cell: (row) => (
              <>
                {formatCount(row.calls)}
                {row.failed > 0 ? (
                  <span className="block text-xs text-bad">{formatCount(row.failed)} failed</span>
                ) : null}
              </>
            ),
          },
        ]}
      />
      <p className="mt-2 text-xs text-muted">The bar is the part of a day’s budget as it is set now.</p>
    </>
  );
}

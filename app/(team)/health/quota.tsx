import { Card } from "@/app/_ui/card";
import { formatCompact, formatCount, formatUsd, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import type { ModelUse } from "@/db/queries/pages/health";
import { dailyLimit, left } from "@/lib/health/provider-limits";

/** What was asked of model providers today, and what is left; the embedded rules use nothing. */
export function Quota({ use, ruleReports }: { use: readonly ModelUse[]; ruleReports: number }) {
  if (use.length === 0) {
    return (
      <Card>
        <p className="font-medium">Nothing used: rules</p>
        <p className="mt-1 text-sm text-muted">
          {ruleReports > 0
            ? `${formatCount(ruleReports)} reports were written by the embedded rules today, which ask no provider and cost nothing.`
            : "No provider was asked today. The embedded rules ask none and cost nothing."}
        </p>
      </Card>
    );
  }
  return (
    <StackingTable
      caption="Provider quota used and left today"
      rows={use}
      keyOf={(row) => `${row.provider} ${row.model}`}
      columns={[
        {
          label: "Model",
          head: true,
          cell: (row) => (
            <>
              {row.model}
              <span className="block text-xs font-normal text-muted">{row.provider}</span>
            </>
          ),
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
        {
          label: "Calls left",
          figures: true,
          cell: (row) => <Left used={row.calls} limit={dailyLimit(row.provider)?.requests} />,
        },
        { label: "Tokens", figures: true, cell: (row) => formatCompact(row.tokens) },
        {
          label: "Tokens left",
          figures: true,
          // Cached input does not count towards the limit.
          cell: (row) => (
            <Left
              used={row.tokens === null ? null : row.tokens - (row.cachedTokens ?? 0)}
              limit={dailyLimit(row.provider)?.tokens}
            />
          ),
        },
        { label: "Cost", figures: true, cell: (row) => formatUsd(row.usd) },
      ]}
    />
  );
}

function Left({ used, limit }: { used: number | null; limit: number | undefined }) {
  if (limit === undefined) return UNKNOWN;
  return (
    <>
      {formatCompact(left(limit, used))}
      <span className="block text-xs text-muted">of {formatCompact(limit)}, free plan</span>
    </>
  );
}

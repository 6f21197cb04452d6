import { Card } from "@/app/_ui/card";
import { formatCompact, formatCount, formatUsd, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import type { ModelQuota } from "@/lib/models/read-quota";

/** What was asked of model providers today, and what is left; the embedded rules use nothing. */
export function Quota({ quota, ruleReports }: { quota: readonly ModelQuota[]; ruleReports: number }) {
  if (quota.length === 0) {
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
      rows={quota}
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
          cell: ({ use }) => (
            <>
              {formatCount(use?.calls ?? 0)}
              {use && use.failed > 0 ? (
                <span className="block text-xs text-bad">{formatCount(use.failed)} failed</span>
              ) : null}
            </>
          ),
        },
        { label: "Calls left", figures: true, cell: ({ left }) => leftWords(left, "requests") },
        {
          label: "Tokens",
          figures: true,
          cell: ({ use }) => (
            <>
              {use ? formatCompact(use.tokens) : "0"}
              {use?.cachedTokens ? (
                <span className="block text-xs text-muted">{formatCompact(use.cachedTokens)} cached</span>
              ) : null}
            </>
          ),
        },
        { label: "Tokens left", figures: true, cell: ({ left }) => leftWords(left, "tokens") },
        { label: "Cost", figures: true, cell: ({ use }) => formatUsd(use?.usd ?? 0) },
      ]}
    />
  );
}

function leftWords(left: ModelQuota["left"], of: "requests" | "tokens"): string {
  if (left === null) return UNKNOWN;
  return left[of] === null ? "no limit known" : formatCompact(left[of]);
}

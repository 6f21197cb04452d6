import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { formatCount, formatDuration, formatFraction, formatUsd } from "@/app/_ui/format";
import { cachedShareOf, certaintyWords, sumOf, type WaterfallRow } from "./waterfall";

/** What all steps of a run come to; where no provider was asked it says so instead of counting nothing. */
export function RunTotals({ rows }: { rows: readonly WaterfallRow[] }) {
  const calls = rows.flatMap((row) => row.calls);
  const took = (kind: "wait" | "call") => formatDuration(sumOf(rows.map((row) => row.took[kind])));
  const time = [
    { label: "Waited", value: took("wait"), detail: "between the steps and for limits" },
    { label: "Asked", value: took("call"), detail: "models or rules at work" },
  ];
  if (calls.length === 0) {
    return (
      <Card>
        <Facts facts={time} />
        <p className="mt-4 text-sm text-muted">{withoutCalls(rows)}</p>
      </Card>
    );
  }
  const failed = calls.filter((call) => call.status === "FAILED").length;
  const tries = rows.reduce((sum, row) => sum + Math.max(0, row.step.attempt - 1), 0);
  const reused = rows.filter((row) => row.step.reusedFrom !== null).length;
  return (
    <Card>
      <Facts
        columns="sm:grid-cols-3 lg:grid-cols-6"
        facts={[
          {
            label: "Cost",
            value: formatUsd(calls.reduce((sum, call) => sum + call.usd, 0)),
            detail: certaintyWords(calls) ?? "settled",
          },
          {
            label: "Calls",
            value: formatCount(calls.length),
            detail: `${formatCount(failed)} failed, ${formatCount(tries)} ${tries === 1 ? "retry" : "retries"}`,
          },
          {
            label: "Tokens in",
            value: formatCount(sumOf(calls.map((call) => call.inputTokens))),
            detail: `${formatFraction(cachedShareOf(calls))} cached`,
          },
          { label: "Tokens out", value: formatCount(sumOf(calls.map((call) => call.outputTokens))) },
          ...time,
        ]}
      />
      {reused > 0 ? (
        <p className="mt-4 text-sm text-muted">
          {formatCount(reused)} {reused === 1 ? "answer was" : "answers were"} reused: the same question had
          been paid for before.
        </p>
      ) : null}
    </Card>
  );
}

function withoutCalls(rows: readonly WaterfallRow[]): string {
  if (rows.some((row) => row.step.reusedFrom !== null)) {
    return "Every answer of a model here was reused: the same question had been paid for before, and nothing was paid again.";
  }
  if (rows.some((row) => row.step.model === "rules")) {
    return "The embedded rules have written these reports: no model provider was asked, so there are no tokens and there is no cost.";
  }
  return rows.some((row) => row.step.model !== null)
    ? "No call of this run stands in the spend ledger: what it cost is unknown."
    : "No model has been asked yet.";
}

import type { Fact } from "@/app/_ui/facts";
import { Facts } from "@/app/_ui/facts";
import { formatCount, formatDuration, formatFraction, formatUsd, UNKNOWN } from "@/app/_ui/format";
import { FEWEST_OPINIONS, type Agreement } from "@/lib/analytics/agreement";
import type { AgentRecord } from "@/lib/analytics/read-agents";

/** What an agent did in the window. A rate of nothing is unknown, and what rules wrote has no cost. */
export function AgentFacts({ record }: { record: AgentRecord }) {
  const { figures, spend, agreement } = record;
  if (!figures && !spend) return <p className="text-sm text-muted">Not asked in this time.</p>;
  const { reports, abstained, claims, unsupported } = figures ?? {
    reports: 0,
    abstained: 0,
    claims: 0,
    unsupported: 0,
  };
  return (
    <Facts
      columns={spend ? "sm:grid-cols-4" : "sm:grid-cols-3 xl:grid-cols-6"}
      facts={[
        { label: "Reports", value: formatCount(reports), detail: rulesWords(record) },
        ...spendFacts(record),
        {
          label: "Abstained",
          value: share(abstained, reports),
          detail: `${formatCount(abstained)} of ${formatCount(reports)}`,
        },
        {
          label: "Unsupported claims",
          value: share(unsupported, claims),
          detail: `${formatCount(unsupported)} of ${formatCount(claims)}`,
        },
        agreementFact(agreement),
        {
          label: "Median answer",
          value: formatDuration(figures?.medianLatencyMs),
          detail: figures && figures.byRules === figures.reports ? "of the rules" : "of models",
        },
      ]}
    />
  );
}

const share = (part: number, whole: number) => (whole > 0 ? formatFraction(part / whole) : UNKNOWN);

function rulesWords({ figures }: AgentRecord): string {
  if (!figures || figures.reports === 0) return "none finished";
  if (figures.reused > 0)
    return `${formatCount(figures.byRules)} by rules, ${formatCount(figures.reused)} reused`;
  if (figures.byRules === 0) return "none by rules";
  return figures.byRules === figures.reports ? "all by rules" : `${formatCount(figures.byRules)} by rules`;
}

function spendFacts({ spend }: AgentRecord): Fact[] {
  if (!spend) return [{ label: "Cost", value: "none", detail: "no provider was asked" }];
  return [
    { label: "Calls", value: formatCount(spend.calls), detail: `${formatCount(spend.failed)} failed` },
    { label: "Cost", value: formatUsd(spend.usd), detail: `${formatUsd(spend.usd / spend.calls)} a call` },
    { label: "Cached", value: formatFraction(spend.cachedShare), detail: "of the tokens in" },
  ];
}

function agreementFact(agreement: Agreement | null): Fact {
  const label = "Agreed with people";
  if (!agreement || agreement.share === null) {
    return {
      label,
      value: "too few",
      detail: `${formatCount(agreement?.compared ?? 0)} of ${FEWEST_OPINIONS} decisions`,
    };
  }
  return {
    label,
    value: formatFraction(agreement.share),
    detail: `of ${formatCount(agreement.compared)}; the commoner answer ${formatFraction(agreement.baseline)}`,
  };
}

import { Facts } from "@/app/_ui/facts";
import { formatCount, formatDuration, formatFraction, formatScore } from "@/app/_ui/format";
import type { AgentFigures } from "@/db/queries/pages/agents";

/** What an agent has done so far; a rate of nothing is unknown, not zero. */
export function AgentFacts({ figures }: { figures: AgentFigures | null }) {
  const share = (part: number, whole: number) =>
    whole > 0 ? formatFraction(part / whole) : formatFraction(null);
  const { calls, reports, abstained, claims, unsupported } = figures ?? {
    calls: 0,
    reports: 0,
    abstained: 0,
    claims: 0,
    unsupported: 0,
  };
  return (
    <Facts
      className="lg:grid-cols-5"
      facts={[
        {
          label: "Calls",
          value: formatCount(calls),
          detail: `${formatCount(reports)} ${reports === 1 ? "report" : "reports"}`,
        },
        { label: "Abstained", value: share(abstained, reports), detail: `${formatCount(abstained)} times` },
        {
          label: "Unsupported claims",
          value: share(unsupported, claims),
          detail: `${formatCount(unsupported)} of ${formatCount(claims)}`,
        },
        { label: "Mean score", value: formatScore(figures?.meanScore), detail: "of 100" },
        { label: "Mean answer", value: formatDuration(figures?.meanLatencyMs) },
      ]}
    />
  );
}

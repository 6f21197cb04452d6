import { Card, Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Facts } from "@/app/_ui/facts";
import { formatCount, formatFraction, formatUsd } from "@/app/_ui/format";
import type { Costs } from "@/lib/analytics/read-costs";
import { CostDays } from "./cost-days";

type CostSectionProps = {
  costs: Costs;
  days: number;
  /** US dollars that a day may cost. */
  budgetUsd: number;
};

/** What models have cost: in all, for a product, for an approved one, and day by day beside the budget. */
export function CostSection({ costs, days, budgetUsd }: CostSectionProps) {
  const { totals } = costs;
  return (
    <Section
      id="costs"
      title="Cost of models"
      about={`What model providers have cost in the last ${days} days, in US dollars, days in UTC. What is reserved counts until it is settled.`}
    >
      {totals.calls === 0 ? (
        <EmptyState icon="analytics" title="No provider was asked">
          <p>
            The embedded rules wrote every report of this time. They cost nothing, so there is no cost of a
            product to show.
          </p>
        </EmptyState>
      ) : (
        <>
          <Card className="mb-4">
            <Facts
              columns="sm:grid-cols-4"
              facts={[
                {
                  label: "In all",
                  value: formatUsd(totals.usd),
                  detail: `${formatCount(totals.calls)} calls, ${formatFraction(totals.cachedShare)} of the input cached`,
                },
                {
                  label: "A product",
                  value: formatUsd(costs.perProduct),
                  detail: `${formatCount(totals.products)} analysed by models`,
                },
                {
                  label: "An approved product",
                  value: formatUsd(costs.perApproved),
                  detail:
                    totals.approved === 0
                      ? "none approved in this time"
                      : `${formatCount(totals.approved)} approved; all spending counted`,
                },
                {
                  label: "Budget of a day",
                  value: formatUsd(budgetUsd),
                  detail: "no call is made above it",
                },
              ]}
            />
          </Card>
          <CostDays rows={costs.days} budgetUsd={budgetUsd} />
        </>
      )}
    </Section>
  );
}

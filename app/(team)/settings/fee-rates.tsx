import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { StackingTable } from "@/app/_ui/stacking-table";
import { listRates, sayRate, type OwnRates, type Rate } from "@/lib/economics/own-rates";
import { removeOwnRateForm } from "./economics-actions";
import { OwnRateForm } from "./own-rate-form";

type FeeRatesProps = { own: OwnRates; mayChange: boolean; today: string };

/** Every rate of the fee tables and every assumption, with where it comes from, and the team's own in its place. */
export function FeeRates({ own, mayChange, today }: FeeRatesProps) {
  const groups = Map.groupBy(listRates(), ({ group }) => group);
  return (
    <Section
      id="fees"
      title="Fees and assumptions"
      about="What marketplaces take, and what nobody has told us yet. A rate of your own goes before ours."
    >
      <div className="flex flex-col gap-1">
        {mayChange ? (
          <Card>
            <OwnRateForm
              today={today}
              rates={[...groups.values()].flat().map(({ id, group, label, unit }) => ({
                value: id,
                label: `${group}: ${label} (${unit === "percent" ? "%" : "US$"})`,
              }))}
            />
          </Card>
        ) : null}
        {[...groups].map(([group, rates]) => {
          const replaced = rates.filter(({ id }) => Object.hasOwn(own, id)).length;
          return (
            <Disclosure
              key={group}
              label={`${group}: ${rates.length} rates${replaced > 0 ? `, ${replaced} of your own` : ""}`}
              open={replaced > 0}
            >
              <RateTable group={group} rates={rates} own={own} mayChange={mayChange} />
            </Disclosure>
          );
        })}
      </div>
    </Section>
  );
}

function RateTable({
  group,
  rates,
  own,
  mayChange,
}: {
  group: string;
  rates: readonly Rate[];
  own: OwnRates;
  mayChange: boolean;
}) {
  return (
    <StackingTable
      caption={`Rates: ${group}`}
      rows={rates}
      keyOf={({ id }) => id}
      columns={[
        { label: "Rate", head: true, cell: ({ label }) => label },
        { label: "Ours", cell: ({ says }) => says },
        { label: "Confidence", cell: ({ confidence }) => <Sure confidence={confidence} /> },
        {
          label: "Source",
          cell: ({ source }) => <span className="text-xs wrap-anywhere text-muted">{source}</span>,
        },
        { label: "Your own", cell: (rate) => <Own rate={rate} own={own} mayChange={mayChange} /> },
      ]}
    />
  );
}

function Sure({ confidence }: Pick<Rate, "confidence">) {
  if (confidence === null) return "assumed";
  return confidence === "low" ? <Badge tone="warn">low</Badge> : confidence;
}

function Own({ rate, own, mayChange }: { rate: Rate; own: OwnRates; mayChange: boolean }) {
  const given = Object.hasOwn(own, rate.id) ? own[rate.id] : undefined;
  if (!given) return "none";
  const { low, likely, high, source, day } = given;
  const said = (value: number) => sayRate(value, rate.unit);
  return (
    <div className="flex flex-col items-start gap-1 max-sm:items-end">
      <strong className="figures">
        {said(likely)}
        {low === high ? "" : ` (${said(low)} to ${said(high)})`}
      </strong>
      <span className="text-xs wrap-anywhere text-muted">
        {day}: {source}
      </span>
      {mayChange ? (
        <form action={removeOwnRateForm}>
          <input type="hidden" name="id" value={rate.id} />
          <Button look="quiet" aria-label={`Remove your own rate: ${rate.group}, ${rate.label}`}>
            Remove
          </Button>
        </form>
      ) : null}
    </div>
  );
}

import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { StackingTable } from "@/app/_ui/stacking-table";
import { listRates, sayRate, type OwnRates, type Rate } from "@/lib/economics/own-rates";
import { removeOwnRateForm, setOwnRateForm } from "./economics-actions";

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
        {mayChange ? <OwnRateForm groups={groups} today={today} /> : null}
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

function OwnRateForm({ groups, today }: { groups: ReadonlyMap<string, readonly Rate[]>; today: string }) {
  const amount = {
    inputMode: "decimal",
    autoComplete: "off",
    pattern: "[0-9]{1,6}([.,][0-9]{1,2})?",
  } as const;
  return (
    <Card>
      <form action={setOwnRateForm} className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <div className="min-w-0 sm:col-span-2">
          <label htmlFor="own-rate" className="mb-1 block text-sm font-medium">
            Rate
          </label>
          <select
            id="own-rate"
            name="id"
            className="block min-h-11 w-full rounded-md border border-edge bg-surface px-3 text-base text-ink"
          >
            {[...groups].map(([group, rates]) => (
              <optgroup key={group} label={group}>
                {rates.map(({ id, label, unit }) => (
                  <option key={id} value={id}>
                    {group}: {label} ({unit === "percent" ? "%" : "US$"})
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <Field
          label="Likely"
          name="likely"
          required
          hint="Percent or US dollars, as the rate says"
          {...amount}
        />
        <Field label="Day of the rate" name="day" type="date" required max={today} defaultValue={today} />
        <Field label="At the least (optional)" name="low" {...amount} />
        <Field label="At the most (optional)" name="high" {...amount} />
        <Field label="Source" name="source" required maxLength={200} autoComplete="off" />
        <Button className="lg:mt-6">Save rate of your own</Button>
      </form>
    </Card>
  );
}

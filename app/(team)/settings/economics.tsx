import { Badge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { SelectField } from "@/app/_ui/field";
import { StackingTable } from "@/app/_ui/stacking-table";
import { MARKETPLACE_LABELS, MARKETPLACES } from "@/lib/core/words";
import { isOld, listCurrencies, oldRatesWarning, type ExchangeRates } from "@/lib/economics/exchange-rates";
import type { Settings } from "@/lib/settings/settings";
import { homeForm, removeExchangeRateForm } from "./economics-actions";
import { FeeRates } from "./fee-rates";
import { RateForm } from "./rate-form";

type EconomicsProps = {
  settings: Settings;
  rates: ExchangeRates;
  /** Currencies whose rate the team has entered. */
  entered: readonly string[];
  mayChange: boolean;
  now: Date;
};

/** What margins are worked out with: home marketplace and currency, exchange rates, and the rates of the fee tables. */
export function Economics({ settings, rates, entered, mayChange, now }: EconomicsProps) {
  const warning = oldRatesWarning(Object.keys(rates), rates, now);
  const today = now.toISOString().slice(0, 10);
  return (
    <>
      <Section
        id="money"
        title="Money"
        about="What margins are worked out with. An analysis keeps what held when it began; changes count from the next one on."
      >
        <Card className="flex flex-col gap-4">
          {mayChange ? (
            <Home settings={settings} rates={rates} />
          ) : (
            <p className="text-sm">
              Home marketplace {MARKETPLACE_LABELS[settings.homeMarket]}, home currency{" "}
              {settings.homeCurrency}.
            </p>
          )}
        </Card>
      </Section>
      <Section id="exchange-rates" title="Exchange rates" about="Units of each currency for one US dollar.">
        {warning ? (
          <Banner tone="warn" className="mb-3">
            {warning}
          </Banner>
        ) : null}
        {mayChange ? (
          <Card>
            <RateForm today={today} />
          </Card>
        ) : null}
        <Disclosure label={`All ${Object.keys(rates).length} exchange rates`} className="mt-3">
          <RateTable rates={rates} entered={entered} mayChange={mayChange} now={now} />
        </Disclosure>
      </Section>
      <FeeRates own={settings.ownRates} mayChange={mayChange} today={today} />
    </>
  );
}

function Home({ settings, rates }: Pick<EconomicsProps, "settings" | "rates">) {
  const codes = new Set([settings.homeCurrency, ...listCurrencies(rates)]);
  return (
    <form action={homeForm} className="grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap">
      <div className="sm:w-48">
        <SelectField
          label="Home marketplace"
          name="homeMarket"
          defaultValue={settings.homeMarket}
          hint="The verdict goes by its margin."
          options={MARKETPLACES.map((value) => ({ value, label: MARKETPLACE_LABELS[value] }))}
        />
      </div>
      <div className="sm:w-48">
        <SelectField
          label="Home currency"
          name="homeCurrency"
          defaultValue={settings.homeCurrency}
          hint="A currency needs an exchange rate first."
          options={[...codes].toSorted().map((value) => ({ value, label: value }))}
        />
      </div>
      <Button className="justify-self-start sm:mt-6">Save</Button>
    </form>
  );
}

function RateTable({ rates, entered, mayChange, now }: Omit<EconomicsProps, "settings">) {
  return (
    <StackingTable
      caption="All exchange rates"
      rows={Object.entries(rates).toSorted(([a], [b]) => a.localeCompare(b))}
      keyOf={([currency]) => currency}
      columns={[
        { label: "Currency", head: true, cell: ([currency]) => currency },
        { label: "For one US dollar", figures: true, cell: ([, { perUsd }]) => perUsd.toPrecision(6) },
        {
          label: "Day",
          cell: ([, rate]) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              {rate.day}
              {isOld(rate, now) ? <Badge tone="warn">Old</Badge> : null}
              {rate.pegged ? <Badge>Pegged</Badge> : null}
            </span>
          ),
        },
        {
          label: "Source",
          cell: ([, { source }]) => <span className="text-xs wrap-anywhere text-muted">{source}</span>,
        },
        {
          label: "Entered",
          cell: ([currency]) => {
            if (!entered.includes(currency)) return "no";
            if (!mayChange) return "yes";
            return (
              <form action={removeExchangeRateForm}>
                <input type="hidden" name="currency" value={currency} />
                <Button look="quiet" aria-label={`Remove the rate entered for ${currency}`}>
                  Remove
                </Button>
              </form>
            );
          },
        },
      ]}
    />
  );
}

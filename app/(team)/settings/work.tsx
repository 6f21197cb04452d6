import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import type { Env } from "@/lib/env";
import type { Settings } from "@/lib/settings/settings";
import { GoOn, PauseButton } from "../pause-switch";
import { budgetsForm, retentionForm } from "./actions";

type WorkProps = { settings: Settings; mayChange: boolean };

/** The pause switch, what models may cost and how long things are kept. */
export function Work({ settings, mayChange }: WorkProps) {
  return (
    <Section id="work" title="Work">
      <Card className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-medium">
              {settings.paused ? "Everything is paused" : "Work is running"}{" "}
              <Badge tone={settings.paused ? "warn" : "good"}>{settings.paused ? "Paused" : "Running"}</Badge>
            </p>
            <p className="text-sm text-muted">
              A pause stops all spending, scanning and posting. Work waits where it is and goes on after.
            </p>
          </div>
          {mayChange ? settings.paused ? <GoOn /> : <PauseButton /> : null}
        </div>
        {mayChange ? <Changes settings={settings} /> : null}
      </Card>
    </Section>
  );
}

function Changes({ settings: { budgets, retention } }: { settings: Settings }) {
  const days = [
    { name: "snippetDays", label: "Pages that were not understood", value: retention.snippetDays },
    { name: "modelBodyDays", label: "Model requests and answers", value: retention.modelBodyDays },
    { name: "sightingsDailyAfterDays", label: "Every sighting", value: retention.sightingsDailyAfterDays },
    {
      name: "sightingsWeeklyAfterDays",
      label: "One sighting a day",
      value: retention.sightingsWeeklyAfterDays,
    },
  ];
  return (
    <>
      <Budgets budgets={budgets} />
      <form action={retentionForm}>
        <fieldset>
          <legend className="mb-2 text-sm font-medium">Days that things are kept</legend>
          <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
            {days.map(({ name, label, value }) => (
              <Field
                key={name}
                label={label}
                name={name}
                type="number"
                inputMode="numeric"
                min={1}
                max={3650}
                required
                defaultValue={value}
              />
            ))}
          </div>
          <p className="mt-2 text-xs text-muted">
            Older sightings are thinned: to one a day after the third figure, to one a week after the fourth.
          </p>
        </fieldset>
        <Button className="mt-3">Save days</Button>
      </form>
    </>
  );
}

function Budgets({ budgets }: { budgets: Settings["budgets"] }) {
  const dollars = [
    { name: "dailyUsd", label: "All products, a day", value: budgets.dailyUsd },
    { name: "productUsd", label: "One product, a day", value: budgets.productUsd },
  ];
  return (
    <form action={budgetsForm}>
      <fieldset>
        <legend className="mb-2 text-sm font-medium">What models may cost, in US dollars</legend>
        <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {dollars.map(({ name, label, value }) => (
            <Field
              key={name}
              label={label}
              name={name}
              inputMode="decimal"
              pattern="[0-9]{1,5}(\.[0-9]{1,2})?"
              title="An amount such as 5 or 0.25"
              autoComplete="off"
              required
              defaultValue={value}
            />
          ))}
          <Field
            label="Hours an answer is taken again"
            name="reuseHours"
            type="number"
            inputMode="numeric"
            min={0}
            max={720}
            required
            defaultValue={budgets.reuseHours}
          />
        </div>
        <p className="mt-2 text-xs text-muted">
          A call that has no room in both budgets is not made: its step waits for the next day (UTC). The same
          question is not paid for again within these hours; 0 asks anew each time.
        </p>
      </fieldset>
      <Button className="mt-3">Save budgets</Button>
    </form>
  );
}

type Switches = Pick<Env, "REQUIRE_MANUAL_APPROVAL" | "AUTO_POST_ENABLED">;

/** The two safety switches as they stand. They are set where the server is, not here. */
export function SafetySwitches({ env }: { env: Switches }) {
  const switches = [
    {
      name: "REQUIRE_MANUAL_APPROVAL",
      on: env.REQUIRE_MANUAL_APPROVAL,
      safe: env.REQUIRE_MANUAL_APPROVAL,
      means: env.REQUIRE_MANUAL_APPROVAL
        ? "A person approves or rejects every product."
        : "Clear verdicts approve and reject products by themselves; only reviews wait for a person.",
    },
    {
      name: "AUTO_POST_ENABLED",
      on: env.AUTO_POST_ENABLED,
      safe: !env.AUTO_POST_ENABLED,
      means: env.AUTO_POST_ENABLED
        ? "Approved products are posted to the marketplaces by themselves."
        : "Approved products wait for a person who posts them and records the link.",
    },
  ];
  return (
    <Section
      id="safety"
      title="Safety switches"
      about="Set in the settings of the server, not on this page, so that no signed-in browser can turn them."
    >
      <Card>
        <ul className="divide-y divide-line">
          {switches.map(({ name, on, safe, means }) => (
            <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1 basis-60">
                <p className="font-mono text-sm break-all">{name}</p>
                <p className="text-sm text-muted">{means}</p>
              </div>
              <Badge tone={safe ? "good" : "bad"}>{on ? "true" : "false"}</Badge>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

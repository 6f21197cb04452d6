import { Badge } from "@/app/_ui/badge";
import { Card, Section } from "@/app/_ui/card";
import type { Env } from "@/lib/env";
import type { Settings } from "@/lib/settings/settings";
import { GoOn, PauseButton } from "../pause-switch";
import { BudgetsForm } from "./budgets-form";
import { RetentionForm } from "./retention-form";

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
        {mayChange ? (
          <>
            <BudgetsForm budgets={settings.budgets} />
            <RetentionForm retention={settings.retention} />
          </>
        ) : null}
      </Card>
    </Section>
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

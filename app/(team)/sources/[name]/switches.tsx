import { Card, Section } from "@/app/_ui/card";
import type { SourceRow } from "@/db/queries/source-steps";
import { MAX_INTERVAL_MINUTES } from "@/lib/scanning/change-source";
import { SCANNERS } from "@/scanners/registry";
import { SwitchesForm } from "./switches-form";

type SwitchesProps = {
  source: SourceRow;
  mode: "live" | "sample";
  robots: "respect" | "ignore";
  mayChange: boolean;
  back: string;
};

/** On or off, live or samples, how often, and whose rules; the form for admins, the words for everybody else. */
export function Switches({ source, mode, robots, mayChange, back }: SwitchesProps) {
  const least = SCANNERS[source.name].cadenceMinutes;
  return (
    <Section id="switches" title="Switches">
      <Card>
        {mayChange ? (
          <SwitchesForm
            source={source.name}
            enabled={source.enabled}
            mode={mode}
            robots={robots}
            interval={{ minutes: source.scanIntervalMinutes, least, most: MAX_INTERVAL_MINUTES }}
            back={back}
          />
        ) : (
          <p className="text-sm">
            Scanning is {source.enabled ? "on" : "off"}, from{" "}
            {mode === "live" ? "the source itself" : "the samples"}, every {source.scanIntervalMinutes}{" "}
            minutes; robots rules are {robots === "respect" ? "respected" : "put aside"}. Admins can change
            this.
          </p>
        )}
      </Card>
    </Section>
  );
}

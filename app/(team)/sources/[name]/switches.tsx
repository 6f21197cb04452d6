import { Button } from "@/app/_ui/button";
import { Card, Section } from "@/app/_ui/card";
import { Field, SelectField } from "@/app/_ui/field";
import type { SourceRow } from "@/db/queries/source-steps";
import { MAX_INTERVAL_MINUTES } from "@/lib/scanning/change-source";
import { SCANNERS } from "@/scanners/registry";
import { changeSourceForm } from "../actions";

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
          <form action={changeSourceForm} className="grid items-start gap-4 sm:grid-cols-2">
            <input type="hidden" name="source" value={source.name} />
            <input type="hidden" name="back" value={back} />
            <SelectField
              label="Scanning"
              name="enabled"
              defaultValue={String(source.enabled)}
              options={[
                { value: "true", label: "On" },
                { value: "false", label: "Off" },
              ]}
            />
            <SelectField
              label="Read from"
              name="mode"
              defaultValue={mode}
              hint="Live asks the source itself: see its terms below."
              options={[
                { value: "live", label: "The source (live)" },
                { value: "sample", label: "The samples" },
              ]}
            />
            <Field
              label="Interval in minutes"
              name="intervalMinutes"
              type="number"
              inputMode="numeric"
              required
              min={Math.min(least, source.scanIntervalMinutes)}
              max={MAX_INTERVAL_MINUTES}
              defaultValue={source.scanIntervalMinutes}
              hint={`A new one is at least ${least}: more often would not be polite.`}
            />
            <SelectField
              label="Robots rules"
              name="robots"
              defaultValue={robots}
              hint="They speak to what is read without a key. To put them aside is for the owner to answer for."
              options={[
                { value: "respect", label: "Respected" },
                { value: "ignore", label: "Put aside" },
              ]}
            />
            <Button look="primary" className="justify-self-start">
              Save
            </Button>
          </form>
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

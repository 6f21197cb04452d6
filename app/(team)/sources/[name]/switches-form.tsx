"use client";

import { Button } from "@/app/_ui/button";
import { Field, SelectField } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import type { SourceId } from "@/lib/core/words";
import { changeSourceForm } from "../actions";

type SwitchesFormProps = {
  source: SourceId;
  enabled: boolean;
  mode: "live" | "sample";
  robots: "respect" | "ignore";
  /** In minutes; a new interval is between `least` and `most`. */
  interval: { minutes: number; least: number; most: number };
  back: string;
};

export function SwitchesForm({ source, enabled, mode, robots, interval, back }: SwitchesFormProps) {
  const { outcome, submit, busy, field } = useKeptForm(changeSourceForm);
  return (
    <form action={submit} className="grid items-start gap-4 sm:grid-cols-2">
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="back" value={back} />
      <div className="col-span-full empty:hidden">
        <FormProblem outcome={outcome} />
      </div>
      <SelectField
        {...field("enabled", String(enabled))}
        label="Scanning"
        options={[
          { value: "true", label: "On" },
          { value: "false", label: "Off" },
        ]}
      />
      <SelectField
        {...field("mode", mode)}
        label="Read from"
        hint="Live asks the source itself: see its terms below."
        options={[
          { value: "live", label: "The source (live)" },
          { value: "sample", label: "The samples" },
        ]}
      />
      <Field
        {...field("intervalMinutes", interval.minutes)}
        label="Interval in minutes"
        type="number"
        inputMode="numeric"
        required
        min={Math.min(interval.least, interval.minutes)}
        max={interval.most}
        hint={`A new one is at least ${interval.least}: more often would not be polite.`}
      />
      <SelectField
        {...field("robots", robots)}
        label="Robots rules"
        hint="They speak to what is read without a key. To put them aside is for the owner to answer for."
        options={[
          { value: "respect", label: "Respected" },
          { value: "ignore", label: "Put aside" },
        ]}
      />
      <Button look="primary" aria-disabled={busy} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}

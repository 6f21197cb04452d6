"use client";

import { Button } from "@/app/_ui/button";
import { Field, SelectField } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import { setOwnRateForm } from "./economics-actions";

type OwnRateFormProps = {
  /** Every rate that may be replaced, by its id. */
  rates: readonly { value: string; label: string }[];
  today: string;
};

/** Puts a rate of the team's own in the place of ours. */
export function OwnRateForm({ rates, today }: OwnRateFormProps) {
  const { outcome, submit, busy, field } = useKeptForm(setOwnRateForm);
  const amount = {
    inputMode: "decimal",
    autoComplete: "off",
    pattern: "[0-9]{1,6}([.,][0-9]{1,2})?",
    title: "A number such as 12.5",
  } as const;
  return (
    <form action={submit} className="grid grid-cols-2 items-start gap-3 lg:grid-cols-4">
      <div className="col-span-full empty:hidden">
        <FormProblem outcome={outcome} />
      </div>
      <div className="col-span-2">
        <SelectField {...field("id", rates[0]?.value)} label="Rate" options={rates} />
      </div>
      <Field {...field("likely")} label="Likely" required hint="In % or US$, as the rate says." {...amount} />
      <Field {...field("day", today)} label="Day of the rate" type="date" required max={today} />
      <Field {...field("low")} label="At the least (optional)" {...amount} />
      <Field {...field("high")} label="At the most (optional)" {...amount} />
      <div className="col-span-2 lg:col-span-1">
        <Field {...field("source")} label="Source" required maxLength={200} autoComplete="off" />
      </div>
      <Button
        aria-disabled={busy}
        className="col-span-2 justify-self-start lg:col-span-1 lg:mt-6 lg:justify-self-stretch"
      >
        Save rate of your own
      </Button>
    </form>
  );
}

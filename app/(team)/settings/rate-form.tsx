"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import { setExchangeRateForm } from "./economics-actions";

/** Enters the exchange rate of one currency. */
export function RateForm({ today }: { today: string }) {
  const { outcome, submit, busy, field } = useKeptForm(setExchangeRateForm);
  return (
    <form action={submit} className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <div className="col-span-full empty:hidden">
        <FormProblem outcome={outcome} />
      </div>
      <Field
        {...field("currency")}
        label="Currency"
        required
        pattern="[A-Za-z]{3}"
        maxLength={3}
        autoComplete="off"
        title="Three letters such as EUR"
      />
      <Field
        {...field("perUsd")}
        label="For one US dollar"
        required
        inputMode="decimal"
        pattern="[0-9]{1,9}([.,][0-9]{1,8})?"
        title="A number such as 0.92"
        autoComplete="off"
      />
      <Field {...field("day", today)} label="Day of the rate" type="date" required max={today} />
      <Field {...field("source")} label="Source" required maxLength={200} autoComplete="off" />
      <Button aria-disabled={busy} className="justify-self-start lg:mt-6 lg:justify-self-stretch">
        Save rate
      </Button>
    </form>
  );
}

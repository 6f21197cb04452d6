"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import type { Settings } from "@/lib/settings/settings";
import { budgetsForm } from "./work-actions";

/** What models may cost. */
export function BudgetsForm({ budgets }: { budgets: Settings["budgets"] }) {
  const { outcome, submit, busy, field } = useKeptForm(budgetsForm);
  const dollars = {
    inputMode: "decimal",
    pattern: "[0-9]{1,5}(\\.[0-9]{1,2})?",
    title: "An amount such as 5 or 0.25",
    autoComplete: "off",
    required: true,
  } as const;
  return (
    <form action={submit}>
      <fieldset aria-describedby="budgets-about">
        <legend className="font-semibold">What models may cost</legend>
        <p id="budgets-about" className="mt-1 mb-3 max-w-2xl text-sm text-muted">
          A call that has no room in both budgets is not made: its step waits for the next day (UTC). The same
          question is not paid for again within the hours of the third field; 0 asks anew each time.
        </p>
        <div className="mb-3 empty:hidden">
          <FormProblem outcome={outcome} />
        </div>
        <div className="grid items-start gap-3 sm:grid-cols-3">
          <Field {...field("dailyUsd", budgets.dailyUsd)} label="All products, US$ a day" {...dollars} />
          <Field {...field("productUsd", budgets.productUsd)} label="One product, US$ a day" {...dollars} />
          <Field
            {...field("reuseHours", budgets.reuseHours)}
            label="Answers are reused for, hours"
            type="number"
            inputMode="numeric"
            min={0}
            max={720}
            required
          />
        </div>
      </fieldset>
      <Button aria-disabled={busy} className="mt-3">
        Save budgets
      </Button>
    </form>
  );
}

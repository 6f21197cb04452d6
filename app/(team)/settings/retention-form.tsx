"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import type { Settings } from "@/lib/settings/settings";
import { retentionForm } from "./work-actions";

const DAYS = [
  { name: "snippetDays", label: "Pages not understood" },
  { name: "modelBodyDays", label: "Model requests, answers" },
  { name: "sightingsDailyAfterDays", label: "Every sighting" },
  { name: "sightingsWeeklyAfterDays", label: "One sighting a day" },
] as const;

/** How many days things are kept. */
export function RetentionForm({ retention }: { retention: Settings["retention"] }) {
  const { outcome, submit, busy, field } = useKeptForm(retentionForm);
  return (
    <form action={submit}>
      <fieldset aria-describedby="retention-about">
        <legend className="font-semibold">Days that things are kept</legend>
        <p id="retention-about" className="mt-1 mb-3 max-w-2xl text-sm text-muted">
          Older sightings are thinned: to one a day after the third figure, to one a week after the fourth.
        </p>
        <div className="mb-3 empty:hidden">
          <FormProblem outcome={outcome} />
        </div>
        <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-4">
          {DAYS.map(({ name, label }) => (
            <Field
              key={name}
              {...field(name, retention[name])}
              label={label}
              type="number"
              inputMode="numeric"
              min={1}
              max={3650}
              required
            />
          ))}
        </div>
      </fieldset>
      <Button aria-disabled={busy} className="mt-3">
        Save days
      </Button>
    </form>
  );
}

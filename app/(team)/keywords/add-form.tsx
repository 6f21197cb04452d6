"use client";

import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { Icon } from "@/app/_ui/icon";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import { addKeywordForm } from "./actions";

/** The form that adds a keyword, behind its button. */
export function AddForm() {
  const { outcome, submit, busy, field } = useKeptForm(addKeywordForm);
  return (
    <details className="group mb-5" open={outcome?.ok === false || undefined}>
      <summary className={buttonClass("secondary", "bare-summary")}>
        <Icon name="plus" />
        Add a keyword
      </summary>
      <Card className="mt-3">
        <form action={submit} className="grid items-start gap-4 sm:grid-cols-2">
          <input type="hidden" name="back" value="/keywords" />
          <div className="empty:hidden sm:col-span-2">
            <FormProblem outcome={outcome} />
          </div>
          <Field
            {...field("keyword")}
            label="Keyword"
            required
            maxLength={200}
            autoComplete="off"
            autoCapitalize="none"
            placeholder="portable blender"
            hint="It matches a title that holds all of its words."
          />
          <Field {...field("category")} label="Category (optional)" maxLength={200} autoComplete="off" />
          <label className="flex min-h-11 items-center gap-3 text-sm font-medium sm:col-span-2">
            <input type="checkbox" name="pinned" defaultChecked className="size-5 accent-accent" />
            Pin it, so that it steers at once
          </label>
          <Button look="primary" aria-disabled={busy} className="justify-self-start">
            Add it
          </Button>
        </form>
      </Card>
    </details>
  );
}

"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import { renameForm } from "./actions";

export function NameForm({ name }: { name: string }) {
  const { outcome, submit, busy, field } = useKeptForm(renameForm);
  return (
    <form action={submit} className="flex flex-wrap items-start gap-3">
      <div className="basis-full empty:hidden">
        <FormProblem outcome={outcome} />
      </div>
      <div className="min-w-0 flex-1 basis-60">
        <Field {...field("name", name)} label="Name" autoComplete="name" required maxLength={100} />
      </div>
      <Button aria-disabled={busy} className="sm:mt-6">
        Save name
      </Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Field, SelectField } from "@/app/_ui/field";
import { fieldError, FormProblem, typedBefore } from "@/app/_ui/form-problem";
import { inviteForm } from "./actions";
import { CopyButton } from "./copy-button";

/** Makes an invitation and shows its link, this one time. */
export function InviteForm({ roles }: { roles: readonly { value: string; label: string }[] }) {
  const [outcome, submit, busy] = useActionState(inviteForm, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <FormProblem outcome={outcome} />
      {outcome?.ok ? (
        <Banner tone="good" announce="politely" actions={<CopyButton text={outcome.data.url} />}>
          <p>
            Send this link to the new {outcome.data.role.toLowerCase()}. It works once and is shown only now.
          </p>
          <p className="mt-1 font-mono text-xs break-all select-all">{outcome.data.url}</p>
        </Banner>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <SelectField
          label="Role"
          name="role"
          options={roles}
          defaultValue={roles.at(-1)?.value}
          error={fieldError(outcome, "role")}
        />
        <Field
          label="Only for this e-mail address"
          name="email"
          type="email"
          autoComplete="off"
          hint="May stay empty."
          defaultValue={typedBefore(outcome, "email")}
          error={fieldError(outcome, "email")}
        />
        <Field
          label="Note"
          name="note"
          maxLength={200}
          autoComplete="off"
          hint="For whom, for your team to read."
          defaultValue={typedBefore(outcome, "note")}
          error={fieldError(outcome, "note")}
        />
      </div>
      <div>
        <Button look="primary" aria-disabled={busy}>
          Make an invitation link
        </Button>
      </div>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { fieldError, FormProblem } from "@/app/_ui/form-problem";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/auth/password-length";
import { resetForm } from "./actions";

export function ResetForm({ token, email }: { token: string; email: string }) {
  const [outcome, submit, busy] = useActionState(resetForm, null);
  return (
    <form action={submit} className="mt-6 flex flex-col gap-4">
      <FormProblem outcome={outcome} />
      <input type="hidden" name="token" value={token} />
      {/* Password managers file a password under the name that stands beside it. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
        hint={`At least ${PASSWORD_MIN} characters; a sentence is easy to remember.`}
        error={fieldError(outcome, "password")}
      />
      <Button look="primary" aria-disabled={busy}>
        {busy ? "One moment …" : "Save password and sign in"}
      </Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { fieldError, FormProblem, typedBefore } from "@/app/_ui/form-problem";
import { signInForm } from "./actions";

export function SignInForm({ next }: { next: string }) {
  const [outcome, submit, busy] = useActionState(signInForm, null);
  return (
    <form action={submit} className="mt-6 flex flex-col gap-4">
      <FormProblem outcome={outcome} />
      <input type="hidden" name="next" value={next} />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={typedBefore(outcome, "email")}
        error={fieldError(outcome, "email")}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={fieldError(outcome, "password")}
      />
      <Button look="primary" aria-disabled={busy}>
        {busy ? "Signing in …" : "Sign in"}
      </Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { fieldError, FormProblem, typedBefore } from "@/app/_ui/form-problem";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/auth/password-length";
import { acceptForm } from "./actions";

type AcceptFormProps = {
  token: string;
  /** Where the invitation is for one address alone. */
  email: string | null;
};

export function AcceptForm({ token, email }: AcceptFormProps) {
  const [outcome, submit, busy] = useActionState(acceptForm, null);
  return (
    <form action={submit} className="mt-6 flex flex-col gap-4">
      <FormProblem outcome={outcome} />
      <input type="hidden" name="token" value={token} />
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        hint="Stands beside what you decide."
        defaultValue={typedBefore(outcome, "name")}
        error={fieldError(outcome, "name")}
      />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        readOnly={email !== null}
        defaultValue={email ?? typedBefore(outcome, "email")}
        error={fieldError(outcome, "email")}
      />
      <Field
        label="Password"
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
        {busy ? "One moment …" : "Create account and sign in"}
      </Button>
    </form>
  );
}

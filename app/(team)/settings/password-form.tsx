"use client";

import { useActionState } from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { fieldError, FormProblem } from "@/app/_ui/form-problem";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/auth/password-length";
import { passwordForm } from "./actions";

export function PasswordForm({ email }: { email: string }) {
  const [outcome, submit, busy] = useActionState(passwordForm, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <FormProblem outcome={outcome} />
      {outcome?.ok ? (
        <Banner tone="good" announce="politely">
          The new password is saved. {sentence(outcome.data.sessionsEnded)}
        </Banner>
      ) : null}
      {/* Password managers file a password under the name that stands beside it. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
          error={fieldError(outcome, "current")}
        />
        <Field
          label="New password"
          name="next"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN}
          maxLength={PASSWORD_MAX}
          hint={`At least ${PASSWORD_MIN} characters.`}
          error={fieldError(outcome, "next")}
        />
      </div>
      <div>
        <Button aria-disabled={busy}>Change password</Button>
      </div>
    </form>
  );
}

function sentence(sessionsEnded: number): string {
  if (sessionsEnded === 0) return "You were signed in here only.";
  return `You are signed out on ${sessionsEnded === 1 ? "one other device" : `${sessionsEnded} other devices`}.`;
}

"use client";

import { useActionState } from "react";
import type { Outcome } from "@/lib/http/outcome";
import { fieldError, typedBefore } from "./form-problem";

type FormAction<Data> = (before: Outcome<Data> | null, form: FormData) => Promise<Outcome<Data>>;

/** A form that went wrong keeps what was typed and says why beside each field; without JavaScript too. */
export function useKeptForm<Data>(action: FormAction<Data>) {
  const [outcome, submit, busy] = useActionState(action, null);
  return {
    outcome,
    submit,
    busy,
    /** What a field needs; `value` is what stands in it at first. */
    field: (name: string, value: string | number = "") => ({
      name,
      defaultValue: typedBefore(outcome, name) ?? value,
      error: fieldError(outcome, name),
    }),
  };
}

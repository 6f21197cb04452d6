"use client";

import { useEffect, useRef } from "react";
import type { Outcome } from "@/lib/http/outcome";
import { Banner } from "./banner";

/** What went wrong with a form, above its fields, and in sight where its button stands far below; nothing when nothing did. */
export function FormProblem({ outcome }: { outcome: Outcome<unknown> | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Browsers have begun to answer with a promise, which an effect must not return.
    box.current?.scrollIntoView({ block: "nearest" });
  }, [outcome]);
  if (outcome === null || outcome.ok) return null;
  const { fields, message } = outcome.error;
  const marked = fields !== undefined && Object.keys(fields).some((name) => name !== "");
  return (
    <div ref={box} className="scroll-my-24">
      <Banner tone="bad" announce="now">
        {marked ? "Some of what you entered cannot be used. The fields say why." : message}
      </Banner>
    </div>
  );
}

/** The message for one field, where there is one. */
export function fieldError(outcome: Outcome<unknown> | null, name: string): string | undefined {
  return outcome === null || outcome.ok ? undefined : outcome.error.fields?.[name];
}

/** What was typed into one field before, where the form shows it again. */
export function typedBefore(outcome: Outcome<unknown> | null, name: string): string | undefined {
  return outcome === null || outcome.ok ? undefined : outcome.error.typed?.[name];
}

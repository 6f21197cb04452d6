import type { ReactNode } from "react";

/** A page of one message: what this link is, or why it does not work. */
export function Message({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h1 className="mt-2 text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-sm text-muted [&_form]:text-ink">{children}</div>
    </>
  );
}

import type { ComponentProps } from "react";
import { Notice } from "./notice";

/** A notice that is the whole document: outside of every layout but the root. */
export function NoticePage(notice: ComponentProps<typeof Notice>) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6 py-12">
      <p className="mx-auto w-full max-w-md text-sm font-semibold text-muted">Product Trend Automation</p>
      <Notice {...notice} className="mt-2" />
    </main>
  );
}

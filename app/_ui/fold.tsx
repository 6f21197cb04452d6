import type { ReactNode } from "react";
import { Icon } from "./icon";

type FoldProps = {
  /** Stands on what is folded, so that a browser led to it (or to anything within) opens the fold by itself. */
  id?: string;
  title: ReactNode;
  /** What the folded part comes to. */
  line?: ReactNode;
  /** A figure or a small drawing at the right. */
  aside?: ReactNode;
  open?: boolean;
  /** A row of a list that brings its own frame, or a card by itself with what it folds below it. */
  look?: "row" | "card";
  children: ReactNode;
};

const LOOKS = {
  row: { summary: "", folded: "px-4 pt-1 pb-5" },
  card: { summary: "rounded-lg border border-line bg-surface", folded: "mt-3" },
};

/** A part of a page folded to a line that says the essential of it. Printed unfolded. */
export function Fold({ id, title, line, aside, open = false, look = "row", children }: FoldProps) {
  return (
    <details open={open} className="print-unfolded">
      <summary
        className={`bare-summary grid min-h-14 grid-cols-[minmax(0,1fr)_auto_auto] content-center items-center gap-x-3 px-4 py-2.5 -outline-offset-2 hover:bg-sunken ${line ? "sm:grid-cols-[14rem_minmax(0,1fr)_auto_auto]" : ""} ${LOOKS[look].summary}`}
      >
        <span className={line ? "font-medium" : "text-sm font-medium"}>{title}</span>
        <span className="figures text-right">{aside}</span>
        <Icon
          name="chevron"
          className="size-4 text-muted transition-transform [details[open]>summary>&]:rotate-90"
        />
        {line ? (
          <span className="text-sm text-muted max-sm:col-span-3 sm:col-start-2 sm:row-start-1">{line}</span>
        ) : null}
      </summary>
      {/* Led here, a browser leaves room for the line above. */}
      <div id={id} className={`scroll-mt-28 ${LOOKS[look].folded}`}>
        {children}
      </div>
    </details>
  );
}

import type { ReactNode } from "react";
import { Fold } from "@/app/_ui/fold";

type FoldedSectionProps = {
  /** Stands on the folded part: a link to it unfolds it. */
  id: string;
  title: string;
  /** What the part comes to, in a sentence. */
  line: ReactNode;
  /** Stands above the fold: what must be seen at all times. */
  head?: ReactNode;
  open?: boolean;
  children: ReactNode;
};

/** A part of the page of which a decision needs one line; the rest is folded below it. */
export function FoldedSection({ id, title, line, head, open = false, children }: FoldedSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="mt-8">
      <h2 id={`${id}-title`} className="mb-3 text-lg font-semibold">
        {title}
      </h2>
      {head}
      <Fold id={id} look="card" title={line} open={open}>
        {children}
      </Fold>
    </section>
  );
}

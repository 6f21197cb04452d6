import type { ReactNode } from "react";
import { Icon } from "./icon";

type DisclosureProps = {
  label: ReactNode;
  open?: boolean | undefined;
  className?: string;
  children: ReactNode;
};

/** What is folded away until somebody asks for it. Works without JavaScript. */
export function Disclosure({ label, open, className = "", children }: DisclosureProps) {
  return (
    <details className={`group ${className}`} open={open}>
      <summary className="bare-summary inline-flex min-h-11 items-center gap-1 text-sm font-medium">
        <Icon name="chevron" className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span>{label}</span>
      </summary>
      {children}
    </details>
  );
}

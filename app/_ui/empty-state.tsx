import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type EmptyStateProps = { icon: IconName; title: string; children: ReactNode; actions?: ReactNode };

/** What a page says when there is nothing yet: what is missing, and what happens next. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-edge px-6 py-12 text-center">
      <Icon name={icon} className="size-8 text-muted" />
      <p className="mt-3 text-lg font-semibold">{title}</p>
      <div className="mt-1 max-w-md text-sm text-muted">{children}</div>
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

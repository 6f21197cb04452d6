import type { ReactNode } from "react";

type NoticeProps = { title: string; children: ReactNode; actions?: ReactNode; className?: string };

/** What a page says when it says one thing: not found, broken, done. Stands in a page that has its landmarks. */
export function Notice({ title, children, actions, className = "py-12" }: NoticeProps) {
  return (
    <div className={`mx-auto w-full max-w-md ${className}`}>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-muted">{children}</div>
      {actions ? <div className="mt-6 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}

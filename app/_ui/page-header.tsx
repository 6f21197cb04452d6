import type { ReactNode } from "react";

type PageHeaderProps = { title: ReactNode; about?: ReactNode; actions?: ReactNode; back?: ReactNode };

/** The head of every page: its one heading of the first level, a sentence about it, and what can be done. */
export function PageHeader({ title, about, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back ? <div className="mb-2">{back}</div> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{title}</h1>
          {about ? <div className="mt-1 max-w-2xl text-sm text-pretty text-muted">{about}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}

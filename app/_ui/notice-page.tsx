import type { ReactNode } from "react";

type NoticePageProps = { title: string; children: ReactNode; actions?: ReactNode };

/** A whole page that says one thing: not found, broken, done. */
export function NoticePage({ title, children, actions }: NoticePageProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-12">
      <p className="text-sm font-semibold text-muted">Product Trend Automation</p>
      <h1 className="mt-2 text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-muted">{children}</div>
      {actions ? <div className="mt-6 flex flex-wrap gap-2">{actions}</div> : null}
    </main>
  );
}

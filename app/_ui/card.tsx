import type { ReactNode } from "react";

/** A surface on the page's ground. */
export function Card({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <div className={`rounded-lg border border-line bg-surface p-4 sm:p-5 ${className}`}>{children}</div>;
}

type SectionProps = {
  title: string;
  /** Id of the section, for links to it; its heading gets `<id>-title`. */
  id: string;
  children: ReactNode;
  /** A sentence under the heading. */
  about?: ReactNode;
  /** Buttons or links at the heading's right. */
  actions?: ReactNode;
  className?: string;
};

/** A part of a page with a heading of the second level, named after it for assistive technology. */
export function Section({ title, id, children, about, actions, className = "" }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={`mt-8 ${className}`}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {about ? <p className="mb-3 max-w-2xl text-sm text-muted">{about}</p> : null}
      {children}
    </section>
  );
}

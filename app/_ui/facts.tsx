import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode; detail?: ReactNode };

type FactsProps = {
  facts: readonly Fact[];
  /** Classes for more columns than the two of a phone. */
  columns?: string;
  className?: string;
};

/** Labelled figures side by side, as a list of terms. */
export function Facts({ facts, columns = "sm:grid-cols-3", className = "" }: FactsProps) {
  return (
    <dl className={`grid grid-cols-2 gap-x-4 gap-y-4 ${columns} ${className}`}>
      {facts.map((fact) => (
        <div key={fact.label} className="min-w-0">
          <dt className="text-xs text-muted">{fact.label}</dt>
          <dd className="figures text-base font-semibold">{fact.value}</dd>
          {fact.detail ? <dd className="text-xs text-muted">{fact.detail}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

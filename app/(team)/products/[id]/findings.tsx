import type { ReactNode } from "react";
import { OutLink, safeHref } from "@/app/_ui/out-link";
import { UNKNOWN } from "@/app/_ui/format";

/** What every report has, shown elsewhere. */
const SHARED = ["status", "score", "confidence", "summary", "findings", "claims", "reason"];

const number = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** "halfLifeWeeks" → "Half life weeks". */
function labelOf(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isScalar(value: unknown): value is string | number | boolean | null | undefined {
  return value === null || typeof value !== "object";
}

function scalar(value: string | number | boolean | null | undefined): ReactNode {
  if (value === null || value === undefined || value === "")
    return <span className="text-muted">{UNKNOWN}</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return number.format(value);
  return safeHref(value) ? <OutLink href={value}>{new URL(value).hostname}</OutLink> : value;
}

/** Any JSON as people read it. Reports differ by agent; what is stored is shown, whatever its shape. */
function Value({ value }: { value: unknown }) {
  if (isScalar(value)) return <>{scalar(value)}</>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="text-muted">none</span>;
    if (value.every(isScalar)) return <>{value.map(String).join(", ")}</>;
    return (
      <ul className="list-disc space-y-1 pl-4">
        {value.map((entry: unknown, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a stored list does not change its order
          <li key={index}>
            <Value value={entry} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      {Object.entries(value ?? {}).map(([name, entry], index) => (
        <span key={name} className="mr-2">
          {index > 0 ? "· " : null}
          <span className="text-muted">{labelOf(name)}:</span> <Value value={entry} />
        </span>
      ))}
    </>
  );
}

/** The fields that are an agent's own. */
export function Findings({ report }: { report: Record<string, unknown> }) {
  const own = Object.entries(report).filter(([name]) => !SHARED.includes(name));
  if (own.length === 0) return null;
  return (
    <dl className="space-y-2 text-sm">
      {own.map(([name, value]) => (
        <div key={name} className="sm:grid sm:grid-cols-[10rem_1fr] sm:gap-3">
          <dt className="text-muted">{labelOf(name)}</dt>
          <dd className="min-w-0">
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { Banner } from "@/app/_ui/banner";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatCount, formatFraction } from "@/app/_ui/format";
import { VERDICT_LABELS, VERDICTS, type Verdict } from "@/lib/core/words";
import type { VerdictMix } from "@/lib/health/verdict-mix";

const FILLS: Record<Verdict, string> = { APPROVE: "fill-good", REVIEW: "fill-warn", REJECT: "fill-bad" };

/** The verdicts of the last hundred analyses as one bar, and the alarm where too many leave it to a person. */
export function Verdicts({ mix }: { mix: VerdictMix }) {
  if (mix.runs === 0) {
    return (
      <EmptyState icon="runs" title="No analysis has finished yet">
        <p>After the first ones, this says how often the rules approve, reject, or leave it to a person.</p>
      </EmptyState>
    );
  }
  const shares = VERDICTS.map((verdict) => (mix.counts[verdict] / mix.runs) * 100);
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" className="h-3 w-full">
        {VERDICTS.map((verdict, index) => (
          <rect
            key={verdict}
            x={shares.slice(0, index).reduce((sum, share) => sum + share, 0)}
            width={shares[index]}
            height="6"
            className={FILLS[verdict]}
          />
        ))}
      </svg>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        {VERDICTS.map((verdict) => (
          <div key={verdict}>
            <dt className="flex items-center gap-1.5 text-xs text-muted">
              <svg viewBox="0 0 8 8" aria-hidden="true" className="size-2">
                <rect width="8" height="8" className={FILLS[verdict]} />
              </svg>
              {VERDICT_LABELS[verdict]}
            </dt>
            <dd className="figures font-semibold">
              {formatFraction(mix.counts[verdict] / mix.runs)}{" "}
              <span className="text-xs font-normal text-muted">
                {formatCount(mix.counts[verdict])} of {formatCount(mix.runs)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {mix.alarm ? (
        <Banner tone="bad" className="mt-3">
          {mix.alarm}
        </Banner>
      ) : null}
    </div>
  );
}

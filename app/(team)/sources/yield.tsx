import { formatCompact } from "@/app/_ui/format";
import type { FunnelRow, FunnelStage } from "@/lib/analytics/read-funnel";

const SHOWN: readonly { stage: FunnelStage; label: string }[] = [
  { stage: "products", label: "Products" },
  { stage: "analysed", label: "Analysed" },
  { stage: "approved", label: "Approved" },
  { stage: "posted", label: "Posted" },
];

/** What a source has brought: its products, and how many of them were analysed, approved and posted. */
export function Yield({ funnel, className = "" }: { funnel: FunnelRow | null; className?: string }) {
  return (
    <dl
      className={`grid grid-cols-4 gap-px overflow-hidden rounded-md border border-line bg-line ${className}`}
    >
      {SHOWN.map(({ stage, label }) => {
        const step = funnel?.steps.find((one) => one.stage === stage);
        return (
          <div key={stage} className="bg-surface px-2 py-2 sm:px-3">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className="figures font-semibold">{formatCompact(step ? step.count : 0)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

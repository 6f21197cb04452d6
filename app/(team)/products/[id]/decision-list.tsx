import { Badge } from "@/app/_ui/badge";
import { Time } from "@/app/_ui/time";
import type { ProductPage } from "@/db/queries/pages/product";

/** Who decided what, when and why; what was undone stays and says so. */
export function DecisionList({ decisions, now }: { decisions: ProductPage["decisions"]; now: Date }) {
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
      {decisions.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
          <Badge tone={row.undoneAt ? "neutral" : row.decision === "approve" ? "good" : "bad"}>
            {row.decision === "approve" ? "Approved" : "Rejected"}
          </Badge>
          <span>
            by {row.decidedByName}, <Time at={row.decidedAt} now={now} />
          </span>
          {row.undoneAt ? (
            <span className="text-muted">
              undone <Time at={row.undoneAt} now={now} />
            </span>
          ) : null}
          {row.reason ? <span className="w-full text-muted sm:w-auto">“{row.reason}”</span> : null}
        </li>
      ))}
    </ol>
  );
}

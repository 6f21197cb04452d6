import { formatUsd } from "@/app/_ui/format";
import { PageLink } from "@/app/_ui/page-link";
import { Time } from "@/app/_ui/time";
import type { UnsettledCall } from "@/db/queries/pages/calls";

/** Calls whose money is reserved and whose end nobody has written down. */
export function Unsettled({ calls, now }: { calls: readonly UnsettledCall[]; now: Date }) {
  if (calls.length === 0) {
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-3 text-sm text-muted">
        Every call is settled, or has just begun.
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
      {calls.map((call) => (
        <li key={call.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
          <span className="font-medium">{call.model}</span>
          <span className="figures">{formatUsd(call.usd)} reserved</span>
          <span className="text-xs text-muted">
            since <Time at={call.createdAt} now={now} />, for {call.agent ?? call.purpose}
          </span>
          {call.runId === null ? null : (
            <PageLink href={`/runs/${call.runId}`} className="underline underline-offset-2">
              Run {call.runId}
            </PageLink>
          )}
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from "react";
import { formatCount, formatDuration, formatUsd } from "@/app/_ui/format";
import { PageLink } from "@/app/_ui/page-link";
import { DAY_MS } from "@/lib/core/clock";
import type { RunCall, RunWait } from "@/db/queries/pages/calls";
import type { WaterfallRow } from "./waterfall";

type NotesProps = { row: WaterfallRow; runId: number; showsBodies: boolean };

/** Why a step was tried again, what it waited for, and what stands behind its calls. */
export function WaterfallNotes({ row, runId, showsBodies }: NotesProps) {
  const { step, calls, waits } = row;
  const failed = calls.filter((call) => call.status === "FAILED");
  // The wait that goes on is told with its reason.
  const over = waits.filter(
    (wait) => step.status !== "QUEUED" || wait.until.getTime() !== step.waitUntil?.getTime(),
  );
  const unexplained = step.attempt > 1 && failed.length === 0 && !step.lastError;
  return (
    <ul className="mt-1 space-y-1 text-xs empty:hidden">
      {step.reusedFrom === null ? null : (
        <li>
          <Reused row={row} />
        </li>
      )}
      {over.map((wait) => (
        <li key={wait.at.getTime()}>{waitWords(wait)}</li>
      ))}
      {step.status === "QUEUED" && step.waitUntil && step.waitReason ? (
        <li>
          {step.waitReason} It goes on at {clock.format(step.waitUntil)} UTC.
        </li>
      ) : null}
      {failed.map((call) => (
        <li key={call.id} className="break-words text-bad">
          {call.error ?? `The call of ${call.model} failed, and gave no reason.`}
        </li>
      ))}
      {step.lastError && !failed.some((call) => call.error === step.lastError) ? (
        <li className="break-words text-bad">{step.lastError}</li>
      ) : null}
      {unexplained ? (
        <li className="text-muted">
          Why the {step.attempt === 2 ? "first try" : `first ${formatCount(step.attempt - 1)} tries`} came to
          nothing was not kept.
        </li>
      ) : null}
      {showsBodies && calls.length > 0 ? (
        <li className="flex flex-wrap gap-x-3">
          {calls.map((call, index) => (
            <CallLink key={call.id} call={call} runId={runId}>
              {calls.length === 1 ? "Request and response" : `Call ${index + 1}`}
            </CallLink>
          ))}
        </li>
      ) : null}
    </ul>
  );
}

const clock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** Whose answer it was, and what it had cost then. */
function Reused({ row: { reused } }: { row: WaterfallRow }) {
  if (!reused) return "Reused an answer that was paid for before; nothing was paid again.";
  return (
    <>
      Reused the answer of{" "}
      {reused.runId === null ? (
        "an earlier run"
      ) : (
        <PageLink href={`/runs/${reused.runId}`} className="underline underline-offset-2">
          run {reused.runId}
        </PageLink>
      )}
      , which paid {formatUsd(reused.usd)}; nothing was paid again.
    </>
  );
}

function CallLink({ call, runId, children }: { call: RunCall; runId: number; children: ReactNode }) {
  return (
    <PageLink
      href={`/runs/${runId}/calls/${call.id}`}
      className="inline-flex min-h-6 items-center underline underline-offset-2"
    >
      {children}
    </PageLink>
  );
}

function waitWords({ at, until, paused }: RunWait): string {
  const long = formatDuration(until.getTime() - at.getTime());
  if (paused) return "Put off: all work was paused.";
  // A budget waits for the next day in UTC; a provider's limit ends at no such time.
  const forBudget = until.getTime() % DAY_MS === 0;
  return `Put off for ${long}, ${forBudget ? "to the next day: a budget had no room" : "by the limits of the provider"}.`;
}

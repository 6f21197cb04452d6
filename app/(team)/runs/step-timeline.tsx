import { AGENTS } from "@/agents/roster";
import { ModelBadge, StepStatusBadge } from "@/app/_ui/badge";
import { formatCount, formatDuration } from "@/app/_ui/format";
import type { RunStep } from "@/db/queries/pages/runs";

/** Milliseconds between two times; null where one is not known. */
function between(from: Date | null, to: Date | null): number | null {
  return from && to ? Math.max(0, to.getTime() - from.getTime()) : null;
}

/** The twelve steps of a run in time: how long each waited and worked, how often it was tried, and why it failed. */
export function StepTimeline({ steps, now }: { steps: readonly RunStep[]; now: Date }) {
  const times = steps
    .flatMap((step) => [step.queuedAt, step.startedAt, step.finishedAt])
    .filter((time) => time !== null);
  const start = Math.min(...times.map((time) => time.getTime()));
  const span = Math.max(1, Math.max(...times.map((time) => time.getTime())) - start);
  const at = (time: Date) => ((time.getTime() - start) / span) * 100;
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
      {steps.map((step) => {
        const ended = step.finishedAt ?? (step.status === "RUNNING" ? now : null);
        return (
          <li key={step.id} className="px-4 py-3 text-sm">
            <div className="grid grid-cols-[1.5rem_1fr_auto] items-center gap-x-3 gap-y-1 sm:grid-cols-[1.5rem_12rem_1fr_auto]">
              <span className="figures text-muted">{step.position}</span>
              <span className="font-medium">{AGENTS[step.agent].title}</span>
              <svg
                viewBox="0 0 100 6"
                preserveAspectRatio="none"
                aria-hidden="true"
                className="order-last col-span-3 h-1.5 w-full sm:order-none sm:col-span-1"
              >
                <rect width="100" height="6" rx="1" className="fill-sunken" />
                {step.queuedAt && step.startedAt ? (
                  <rect
                    x={at(step.queuedAt)}
                    width={Math.max(0.5, at(step.startedAt) - at(step.queuedAt))}
                    height="6"
                    className="fill-line"
                  />
                ) : null}
                {step.startedAt && step.finishedAt ? (
                  <rect
                    x={at(step.startedAt)}
                    width={Math.max(0.8, at(step.finishedAt) - at(step.startedAt))}
                    height="6"
                    className={step.status === "FAILED" ? "fill-bad" : "fill-accent"}
                  />
                ) : null}
              </svg>
              <StepStatusBadge status={step.status} />
            </div>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 pl-9 text-xs text-muted">
              {step.status === "QUEUED" ? (
                <span>Not its turn yet</span>
              ) : (
                <>
                  <span>waited {formatDuration(between(step.queuedAt, step.startedAt))}</span>
                  <span>worked {formatDuration(between(step.startedAt, ended))}</span>
                </>
              )}
              {step.latencyMs === null ? null : <span>model {formatDuration(step.latencyMs)}</span>}
              {step.attempt > 0 ? (
                <span>
                  {formatCount(step.attempt)} {step.attempt === 1 ? "try" : "tries"}
                </span>
              ) : null}
              {step.model ? <ModelBadge model={step.model} /> : null}
            </p>
            {step.lastError ? <p className="mt-1 pl-9 text-sm text-bad">{step.lastError}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}

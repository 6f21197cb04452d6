import { RunStatusBadge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { formatDuration } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { Time } from "@/app/_ui/time";
import type { RunStep } from "@/db/queries/pages/runs";
import type { RunStatus } from "@/lib/core/words";
import { resumeForm } from "./actions";
import { StepTimeline } from "./step-timeline";

type RunPanelProps = {
  run: {
    id: number;
    status: RunStatus;
    lastError: string | null;
    createdAt: Date;
    finishedAt: Date | null;
    steps: readonly RunStep[];
  };
  /** Where a resumed run leads back to. */
  back: string;
  mayResume: boolean;
  now: Date;
};

/** One run: its state, why it failed with the button that resumes it, and its steps in time. */
export function RunPanel({ run, back, mayResume, now }: RunPanelProps) {
  const took = run.finishedAt ? run.finishedAt.getTime() - run.createdAt.getTime() : null;
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <RunStatusBadge status={run.status} />
        <span>
          Run {run.id}, begun <Time at={run.createdAt} now={now} />
        </span>
        {took === null ? null : <span>took {formatDuration(took)}</span>}
      </p>
      {run.status === "FAILED" ? (
        <Banner
          tone="bad"
          className="mb-3"
          actions={
            mayResume ? (
              <form action={resumeForm}>
                <input type="hidden" name="runId" value={run.id} />
                <input type="hidden" name="back" value={back} />
                <Button>
                  <Icon name="play" />
                  Resume from the failed step
                </Button>
              </form>
            ) : null
          }
        >
          {run.lastError ?? "This run failed; its failed step says why."} Finished steps are kept.
        </Banner>
      ) : null}
      <StepTimeline steps={run.steps} now={now} />
    </>
  );
}

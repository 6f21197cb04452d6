import { RunStatusBadge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { formatDuration } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { Time } from "@/app/_ui/time";
import type { RunStatus } from "@/lib/core/words";
import { resumeForm } from "./actions";

export type RunStateProps = {
  run: {
    id: number;
    status: RunStatus;
    lastError: string | null;
    createdAt: Date;
    finishedAt: Date | null;
  };
  /** Where a resumed run leads back to. */
  back: string;
  mayResume: boolean;
  now: Date;
};

/** How a run stands, and where it failed why, with the button that resumes it. */
export function RunState({ run, back, mayResume, now }: RunStateProps) {
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
    </>
  );
}

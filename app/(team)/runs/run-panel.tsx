import { PageLink } from "@/app/_ui/page-link";
import type { RunStep } from "@/db/queries/pages/runs";
import { RunState, type RunStateProps } from "./run-state";
import { StepTimeline } from "./step-timeline";

type RunPanelProps = Omit<RunStateProps, "run"> & {
  run: RunStateProps["run"] & { steps: readonly RunStep[] };
};

/** One run on the page of its product: its state, its steps in time, and the way to what they cost. */
export function RunPanel({ run, ...rest }: RunPanelProps) {
  return (
    <>
      <RunState run={run} {...rest} />
      <StepTimeline steps={run.steps} now={rest.now} />
      <p className="mt-2 text-sm">
        <PageLink href={`/runs/${run.id}`} className="underline underline-offset-2">
          Its calls, tokens and cost
        </PageLink>
      </p>
    </>
  );
}

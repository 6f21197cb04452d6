import { Section } from "@/app/_ui/card";
import { PageLink } from "@/app/_ui/page-link";
import type { RunStep } from "@/db/queries/pages/runs";
import { RunState, type RunStateProps } from "../../runs/run-state";
import { StepTimeline } from "../../runs/step-timeline";
import { FoldedSection } from "./folded-section";

type NewestStepsProps = {
  run: (RunStateProps["run"] & { steps: readonly RunStep[] }) | null;
  productId: number;
  mayResume: boolean;
  now: Date;
};

/** How the newest analysis stands, its steps in time folded below unless it is still going on or has failed. */
export function NewestSteps({ run, productId, mayResume, now }: NewestStepsProps) {
  if (!run) {
    return (
      <Section id="steps" title={TITLE}>
        <p className="text-sm text-muted">It has not been analysed yet.</p>
      </Section>
    );
  }
  const done = run.steps.filter(({ status }) => status === "DONE").length;
  return (
    <FoldedSection
      id="steps"
      title={TITLE}
      head={<RunState run={run} back={`/products/${productId}#steps`} mayResume={mayResume} now={now} />}
      line={`${done} of ${run.steps.length} steps done`}
      open={run.status !== "FINISHED"}
    >
      <StepTimeline steps={run.steps} now={now} />
      <p className="mt-2 text-sm">
        <PageLink
          href={`/runs/${run.id}`}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-2"
        >
          Its calls, tokens and cost
        </PageLink>
      </p>
    </FoldedSection>
  );
}

const TITLE = "Steps of the newest analysis";

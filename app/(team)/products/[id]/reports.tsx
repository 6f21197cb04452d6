import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge, StepStatusBadge } from "@/app/_ui/badge";
import { Fold } from "@/app/_ui/fold";
import { formatFraction, formatScore } from "@/app/_ui/format";
import { ScoreBar } from "@/app/_ui/score-bar";
import type { RunStep } from "@/db/queries/pages/runs";
import type { EvidenceItem } from "@/lib/core/evidence";
import { Claims } from "./claims";
import { Findings } from "./findings";

/** The twelve reports of a run, each folded to a line: who, score, what it comes to. */
export function Reports({ steps, items }: { steps: readonly RunStep[]; items: readonly EvidenceItem[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {steps.map((step) => (
        <li key={step.id}>
          <Fold
            id={`report-${step.agent}`}
            title={AGENTS[step.agent].title}
            line={<Essence step={step} />}
            aside={<ScoreOf step={step} />}
          >
            <div className="space-y-4">
              <Opened step={step} items={items} />
            </div>
          </Fold>
        </li>
      ))}
    </ul>
  );
}

/** What it comes to in a sentence, how sure it is, and how many of its claims were struck. */
function Essence({ step }: { step: RunStep }) {
  const struck = unsupported(step);
  return (
    <>
      <span className="line-clamp-2 sm:line-clamp-1">{oneLine(step)}</span>
      {step.reportStatus === "ok" ? (
        <span className="block text-xs">
          Confidence {formatFraction(step.confidence)}
          {struck > 0 ? (
            <span className="font-semibold text-bad">
              {" · "}
              {struck} of {step.claims?.length} claims struck
            </span>
          ) : null}
        </span>
      ) : null}
    </>
  );
}

function unsupported({ claims }: RunStep): number {
  return (claims ?? []).filter((claim) => !claim.supported).length;
}

function textIn(report: Record<string, unknown> | null, name: string): string {
  const value = report?.[name];
  return typeof value === "string" ? value : "";
}

function oneLine(step: RunStep): string {
  if (step.status !== "DONE") return step.lastError ?? "";
  return textIn(step.report, step.reportStatus === "abstained" ? "reason" : "summary");
}

function ScoreOf({ step }: { step: RunStep }) {
  if (step.status !== "DONE") return <StepStatusBadge status={step.status} />;
  if (step.reportStatus === "abstained") return <Badge tone="warn">Abstained</Badge>;
  return (
    <span className="flex items-center gap-2">
      <ScoreBar score={step.score} className="max-sm:hidden sm:w-16" />
      <span className="figures w-10 text-right font-semibold">
        <span className="sr-only">Score </span>
        {formatScore(step.score)}
      </span>
    </span>
  );
}

/** What is left of a report's confidence, and what it stated where unsupported claims have lowered it. */
function confidenceOf(step: RunStep): string {
  const { confidence, claims, report } = step;
  const counts = `Confidence ${formatFraction(confidence)}`;
  const struck = unsupported(step);
  const stated = report?.["confidence"];
  if (struck === 0 || typeof stated !== "number" || stated === confidence) return counts;
  return `${counts}: it stated ${formatFraction(stated)}, and ${struck} of ${claims?.length ?? 0} claims are not supported`;
}

function Opened({ step, items }: { step: RunStep; items: readonly EvidenceItem[] }) {
  const agent = AGENTS[step.agent];
  const who = (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      {agent.persona}
      {step.model ? <ModelBadge model={step.model} /> : null}
      {step.reportStatus === "ok" ? <span>{confidenceOf(step)}</span> : null}
    </p>
  );
  if (step.status !== "DONE" || !step.report) {
    return (
      <>
        {who}
        <p className="text-sm">{step.lastError ?? "This step has not finished."}</p>
      </>
    );
  }
  if (step.reportStatus === "abstained") {
    return (
      <>
        {who}
        <p className="text-sm">
          <strong className="font-semibold">Abstained, so it moves nothing:</strong>{" "}
          {textIn(step.report, "reason")}
        </p>
      </>
    );
  }
  const findings = Array.isArray(step.report["findings"]) ? step.report["findings"].map(String) : [];
  return (
    <>
      {who}
      <p className="max-w-3xl">{textIn(step.report, "summary")}</p>
      {findings.length > 0 ? (
        <ul className="max-w-3xl list-disc space-y-1 pl-5 text-sm">
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      ) : null}
      <div>
        <h3 className="mb-2 text-sm font-semibold">Claims and their evidence</h3>
        <Claims claims={step.claims ?? []} items={items} />
      </div>
      <Findings report={step.report} />
      {step.problems && step.problems.length > 0 ? (
        <div>
          <h3 className="mb-1 text-sm font-semibold">Found wrong by its own check</h3>
          <ul className="list-disc pl-5 text-sm">
            {step.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

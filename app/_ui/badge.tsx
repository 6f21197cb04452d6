import type { ReactNode } from "react";
import {
  LISTING_STATUS_LABELS,
  PRODUCT_STATUS_LABELS,
  RUN_STATUS_LABELS,
  SOURCE_STATE_LABELS,
  STEP_STATUS_LABELS,
  VERDICT_LABELS,
  type ListingStatus,
  type ProductStatus,
  type RunStatus,
  type SourceState,
  type StepStatus,
  type Verdict,
} from "@/lib/core/words";

export type Tone = "neutral" | "good" | "warn" | "bad" | "info";

const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-ink",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};

/** A word in a coloured field. The colour repeats what the word says, it never says it alone. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex min-h-6 items-center gap-1 rounded-sm px-2 text-xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

const VERDICT_TONES: Record<Verdict, Tone> = { APPROVE: "good", REVIEW: "warn", REJECT: "bad" };
/** The verdict of the rules; "No verdict yet" before an analysis. */
export function VerdictBadge({ verdict }: { verdict: Verdict | null }) {
  if (!verdict) return <Badge>No verdict yet</Badge>;
  return <Badge tone={VERDICT_TONES[verdict]}>Verdict: {VERDICT_LABELS[verdict]}</Badge>;
}

const PRODUCT_TONES: Record<ProductStatus, Tone> = {
  DISCOVERED: "neutral",
  ANALYZING: "info",
  ANALYSIS_FAILED: "bad",
  PENDING_REVIEW: "warn",
  APPROVED: "good",
  REJECTED: "bad",
  POSTED: "good",
};
export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  return <Badge tone={PRODUCT_TONES[status]}>{PRODUCT_STATUS_LABELS[status]}</Badge>;
}

const RUN_TONES: Record<RunStatus, Tone> = {
  QUEUED: "neutral",
  RUNNING: "info",
  FINISHED: "good",
  FAILED: "bad",
};
export function RunStatusBadge({ status }: { status: RunStatus }) {
  return <Badge tone={RUN_TONES[status]}>{RUN_STATUS_LABELS[status]}</Badge>;
}

const STEP_TONES: Record<StepStatus, Tone> = {
  QUEUED: "neutral",
  RUNNING: "info",
  DONE: "good",
  FAILED: "bad",
};
export function StepStatusBadge({ status }: { status: StepStatus }) {
  return <Badge tone={STEP_TONES[status]}>{STEP_STATUS_LABELS[status]}</Badge>;
}

const SOURCE_TONES: Record<SourceState, Tone> = {
  live: "good",
  sample: "info",
  "needs-key": "warn",
  blocked: "bad",
  stale: "warn",
  failed: "bad",
  off: "neutral",
};
export function SourceStateBadge({ state }: { state: SourceState }) {
  return <Badge tone={SOURCE_TONES[state]}>{SOURCE_STATE_LABELS[state]}</Badge>;
}

const LISTING_TONES: Record<ListingStatus, Tone> = {
  DRAFT: "neutral",
  VALIDATED: "neutral",
  SUBMITTED: "info",
  LIVE: "good",
  REJECTED: "bad",
  NEEDS_ATTENTION: "warn",
  WITHDRAWN: "neutral",
};
export function ListingStatusBadge({ status }: { status: ListingStatus }) {
  return <Badge tone={LISTING_TONES[status]}>{LISTING_STATUS_LABELS[status]}</Badge>;
}

/** Who wrote a report: "By rules" for the embedded analyst, else the model's name. */
export function ModelBadge({ model }: { model: string }) {
  return model === "rules" ? <Badge tone="info">By rules</Badge> : <Badge>{model}</Badge>;
}

/** Marks what came from the samples and not from the live source. */
export function SampleBadge() {
  return <Badge tone="info">Samples</Badge>;
}

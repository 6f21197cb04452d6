import type { ReactNode } from "react";
import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge, StepStatusBadge } from "@/app/_ui/badge";
import { formatCount, formatDuration, formatFraction, formatScore, formatUsd } from "@/app/_ui/format";
import { PageLink } from "@/app/_ui/page-link";
import { StackingTable } from "@/app/_ui/stacking-table";
import { WaterfallBar, WaterfallLegend } from "./waterfall-bar";
import { WaterfallNotes } from "./waterfall-notes";
import { certaintyWords, type Waterfall, type WaterfallRow } from "./waterfall";

type WaterfallTableProps = {
  waterfall: Waterfall;
  runId: number;
  productId: number;
  /** Whether each call links to what was sent and what came back. */
  showsBodies: boolean;
};

/** The twelve steps as a table of bars on one time; on a phone each is a card. */
export function WaterfallTable({ waterfall, runId, productId, showsBodies }: WaterfallTableProps) {
  const { rows, at, shortened } = waterfall;
  const kinds = new Set(rows.flatMap((row) => row.parts.map((part) => part.kind)));
  return (
    <>
      <StackingTable
        caption="The steps of this run: time, model, tokens and cost of each"
        rows={rows}
        keyOf={(row) => row.step.id}
        columns={[
          { label: "Agent", head: true, cell: (row) => <Agent row={row} productId={productId} /> },
          {
            label: "Time",
            cell: (row) => (
              <div className="w-52 max-w-full text-left lg:w-80">
                <WaterfallBar parts={row.parts} at={at} />
                <TookWords row={row} />
                <WaterfallNotes row={row} runId={runId} showsBodies={showsBodies} />
              </div>
            ),
          },
          { label: "Written by", cell: (row) => <WrittenBy row={row} /> },
          { label: "Tokens", figures: true, cell: (row) => <Tokens row={row} /> },
          { label: "Cost", figures: true, cell: (row) => <Cost row={row} /> },
        ]}
      />
      <WaterfallLegend kinds={kinds} shortened={shortened} />
    </>
  );
}

function Agent({ row: { step }, productId }: { row: WaterfallRow; productId: number }) {
  const title = `${step.position}. ${AGENTS[step.agent].title}`;
  return (
    <>
      {step.status === "DONE" ? (
        <PageLink
          href={`/products/${productId}#report-${step.agent}`}
          className="underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {title}
        </PageLink>
      ) : (
        title
      )}
      <span className="mt-1 flex flex-wrap gap-1">
        {step.status === "DONE" ? <Said step={step} /> : <StepStatusBadge status={step.status} />}
      </span>
    </>
  );
}

function Said({ step }: { step: WaterfallRow["step"] }) {
  if (step.reportStatus === "abstained") return <Badge tone="warn">Abstained</Badge>;
  return <Badge>Score {formatScore(step.score)}</Badge>;
}

function TookWords({ row: { took, step } }: { row: WaterfallRow }) {
  const words: [string, number | null][] = [
    ["waited", took.wait],
    ["asked", took.call],
    ["checked", took.check],
  ];
  const known = words.filter(([, ms]) => ms !== null);
  return (
    <p className="figures mt-1 flex flex-wrap gap-x-3 text-xs text-muted">
      {known.length === 0 ? "Not its turn yet" : null}
      {known.map(([word, ms]) => (
        <span key={word}>
          {word} {formatDuration(ms)}
        </span>
      ))}
      {step.attempt > 1 ? <span>{formatCount(step.attempt)} tries</span> : null}
    </p>
  );
}

function WrittenBy({ row: { step } }: { row: WaterfallRow }) {
  if (!step.model) return <None>nobody yet</None>;
  return (
    <>
      <ModelBadge model={step.model} />
      {step.version ? (
        <span className="mt-1 block font-mono text-xs text-muted">
          <span className="sr-only">prompt version </span>
          {step.version}
        </span>
      ) : null}
    </>
  );
}

function Tokens({ row }: { row: WaterfallRow }) {
  const none = noneWords(row);
  if (none) return <None>{none}</None>;
  return (
    <>
      {formatCount(row.inputTokens)} in, {formatCount(row.outputTokens)} out
      <span className="block text-xs text-muted">{formatFraction(row.cachedShare)} cached</span>
    </>
  );
}

function Cost({ row }: { row: WaterfallRow }) {
  const none = noneWords(row);
  if (none) return <None>{none}</None>;
  const sure = certaintyWords(row.calls);
  return (
    <>
      {formatUsd(row.usd)}
      {sure ? <span className="block text-xs text-muted">{sure}</span> : null}
    </>
  );
}

/** Why a step has no tokens and no cost; null where it has, or where they are unknown. */
function noneWords({ step, calls }: WaterfallRow): string | null {
  if (calls.length > 0) return null;
  if (step.reusedFrom !== null) return "none: reused";
  if (step.model === "rules") return "none: rules";
  return step.status === "DONE" ? null : "none yet";
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}

/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a browser may forget the roles of cells that are laid out as a grid */
import type { ReactNode } from "react";
import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge, StepStatusBadge } from "@/app/_ui/badge";
import { formatCount, formatDuration, formatFraction, formatScore, formatUsd } from "@/app/_ui/format";
import { PageLink } from "@/app/_ui/page-link";
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

/** The twelve steps as a table of bars on one time; on a phone each is a short card. */
export function WaterfallTable({ waterfall, runId, productId, showsBodies }: WaterfallTableProps) {
  const { rows, at, shortened } = waterfall;
  const kinds = new Set(rows.flatMap((row) => row.parts.map((part) => part.kind)));
  return (
    <>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <table role="table" className="w-full table-fixed text-left text-sm max-sm:block">
          <caption className="sr-only">The steps of this run: time, model, tokens and cost of each</caption>
          <thead role="rowgroup" className="bg-sunken text-xs text-muted max-sm:sr-only">
            <tr role="row">
              <Head className="w-1/5">Agent</Head>
              <Head className="w-2/5">Time</Head>
              <Head>Written by</Head>
              <Head className="text-right">Tokens and cost</Head>
            </tr>
          </thead>
          <tbody role="rowgroup" className="divide-y divide-line max-sm:block">
            {rows.map((row) => (
              <tr
                key={row.step.id}
                role="row"
                className="max-sm:grid max-sm:grid-cols-[auto_1fr] max-sm:gap-x-3 max-sm:gap-y-1.5 max-sm:px-4 max-sm:py-3"
              >
                <th scope="row" role="rowheader" className={`${CELL} font-medium max-sm:col-span-2`}>
                  <Agent row={row} productId={productId} />
                </th>
                <td role="cell" className={`${CELL} max-sm:col-span-2`}>
                  <WaterfallBar parts={row.parts} at={at} />
                  <TookWords row={row} />
                  <WaterfallNotes row={row} runId={runId} showsBodies={showsBodies} />
                </td>
                <td role="cell" className={CELL}>
                  <WrittenBy row={row} />
                </td>
                <td role="cell" className={`${CELL} figures text-right max-sm:text-xs`}>
                  <Spent row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <WaterfallLegend kinds={kinds} shortened={shortened} />
    </>
  );
}

const CELL = "align-top sm:px-4 sm:py-3 min-w-0";

function Head({ className = "", children }: { className?: string; children: ReactNode }) {
  return (
    <th role="columnheader" scope="col" className={`px-4 py-2 font-medium ${className}`}>
      {children}
    </th>
  );
}

function Agent({ row: { step }, productId }: { row: WaterfallRow; productId: number }) {
  const title = `${step.position}. ${AGENTS[step.agent].title}`;
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      {step.status === "DONE" ? (
        <PageLink
          href={`/products/${productId}#report-${step.agent}`}
          className="tall underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {title}
        </PageLink>
      ) : (
        title
      )}
      {step.status === "DONE" ? <Said step={step} /> : <StepStatusBadge status={step.status} />}
    </span>
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
      {known.length > 0 ? null : step.status === "QUEUED" ? "Not its turn yet" : "Its times are unknown"}
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
          <span className="font-sans">prompt</span>
          <span className="sr-only"> version</span> {step.version}
        </span>
      ) : null}
    </>
  );
}

function Spent({ row }: { row: WaterfallRow }) {
  const none = noneWords(row);
  if (none) return <None>{none}</None>;
  const sure = certaintyWords(row.calls);
  return (
    <>
      <span className="font-medium">{formatUsd(row.usd)}</span>
      {sure ? <span className="text-xs text-muted">, {sure}</span> : null}
      <span className="block text-xs text-muted">
        {formatCount(row.inputTokens)} in, {formatCount(row.outputTokens)} out
      </span>
      <span className="block text-xs text-muted">{formatFraction(row.cachedShare)} cached</span>
    </>
  );
}

/** Why a step has no tokens and no cost; null where it has, or where they are unknown. */
function noneWords({ step, calls }: WaterfallRow): string | null {
  if (calls.length > 0) return null;
  if (step.reusedFrom !== null) return "no cost: reused";
  if (step.model === "rules") return "no cost: rules";
  return step.status === "DONE" ? null : "nothing yet";
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}

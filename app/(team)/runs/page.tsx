import type { Metadata } from "next";
import { z } from "zod";
import { Badge, RunStatusBadge, VerdictBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { Filters } from "@/app/_ui/filters";
import { SelectField } from "@/app/_ui/field";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatDuration } from "@/app/_ui/format";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Pager } from "@/app/_ui/pager";
import { queryString } from "@/app/_ui/query-string";
import { Time } from "@/app/_ui/time";
import { listRuns } from "@/db/queries/pages/runs";
import { RUN_STATUS_LABELS, RUN_STATUSES } from "@/lib/core/words";
import { teamCtx } from "../team-ctx";

export const metadata: Metadata = { title: "Runs" };

const PAGE_SIZE = 30;

const query = z.object({
  status: z.enum(RUN_STATUSES).optional().catch(undefined),
  below: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

export default async function RunsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { ctx, now } = await teamCtx();
  const { status, below } = query.parse(await searchParams);
  const { rows, next } = await listRuns(ctx.db, { status, below, size: PAGE_SIZE });
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Runs"
        about="One run is one analysis of one product: twelve agents, one after the other."
      />
      <Filters action="/runs">
        <SelectField
          label="Status"
          name="status"
          defaultValue={status ?? ""}
          options={[
            { value: "", label: "All" },
            ...RUN_STATUSES.map((value) => ({ value, label: RUN_STATUS_LABELS[value] })),
          ]}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState
          icon="runs"
          title={status ? "No run has this status" : "No analysis has run yet"}
          actions={status ? <ButtonLink href="/runs">All runs</ButtonLink> : null}
        >
          <p>Every 15 minutes the strongest finds are chosen; each gets a run.</p>
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {rows.map((run) => (
            <li key={run.id}>
              <PageLink
                href={`/runs/${run.id}`}
                className="grid min-h-14 gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-sunken sm:grid-cols-[1fr_auto] sm:items-center"
              >
                <span className="min-w-0">
                  <span className="line-clamp-2 font-medium wrap-anywhere">{run.title}</span>
                  <span className="figures flex flex-wrap gap-x-3 text-xs text-muted *:whitespace-nowrap">
                    <span>Run {run.id}</span>
                    <span>
                      {run.stepsDone} of {run.steps} steps
                    </span>
                    <span>
                      begun <Time at={run.createdAt} now={now} />
                    </span>
                    {run.finishedAt ? (
                      <span>took {formatDuration(run.finishedAt.getTime() - run.createdAt.getTime())}</span>
                    ) : null}
                  </span>
                  {run.lastError ? (
                    <span className="block text-xs wrap-anywhere text-bad">{run.lastError}</span>
                  ) : null}
                </span>
                <span className="flex flex-wrap gap-1.5">
                  {run.retries > 0 ? <Badge tone="warn">Tried again: {run.retries}</Badge> : null}
                  {run.verdict ? <VerdictBadge verdict={run.verdict} /> : null}
                  <RunStatusBadge status={run.status} />
                </span>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      <Pager
        first={below === undefined ? null : `/runs${queryString({ status })}`}
        next={next === null ? null : `/runs${queryString({ status, below: next })}`}
      />
    </>
  );
}

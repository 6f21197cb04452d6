import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VerdictBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Section } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { Live } from "@/app/_ui/live";
import { PageHeader } from "@/app/_ui/page-header";
import { AGENTS } from "@/agents/roster";
import { listReused, listRunCalls, listRunWaits } from "@/db/queries/pages/calls";
import { readRun, type RunDetail } from "@/db/queries/pages/runs";
import { may } from "@/lib/auth/permissions";
import { teamCtx } from "../../team-ctx";
import { rowId } from "../row-id";
import { RunState } from "../run-state";
import { RunTotals } from "../run-totals";
import { waterfall } from "../waterfall";
import { WaterfallTable } from "../waterfall-table";

/** How often the page of a run that goes on is loaded anew. */
const LOOK_EVERY_MS = 3_000;

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const id = rowId.safeParse((await params).id);
  return { title: id.success ? `Run ${id.data}` : "Not found" };
}

export default async function RunPage({ params }: Params) {
  const { person, ctx, now } = await teamCtx();
  const id = rowId.safeParse((await params).id);
  const run = id.success ? await readRun(ctx.db, id.data) : null;
  if (!run) notFound();
  const [calls, waits, reused] = await Promise.all([
    listRunCalls(ctx.db, run.id),
    listRunWaits(ctx.db, run.id),
    listReused(ctx.db, run.id),
  ]);
  const drawn = waterfall(run, { calls, waits, reused }, now);
  const open = run.status === "QUEUED" || run.status === "RUNNING";
  return (
    <>
      <FlashBanner />
      <PageHeader
        title={`Run ${run.id}`}
        about={run.title}
        actions={
          <>
            {run.verdict ? <VerdictBadge verdict={run.verdict} /> : null}
            <ButtonLink href={`/products/${run.productId}`}>The product</ButtonLink>
          </>
        }
      />
      <RunState run={run} back={`/runs/${run.id}`} mayResume={may(person.role, "decide")} now={now} />
      {open ? <Live everyMs={LOOK_EVERY_MS}>{progressWords(run)}</Live> : null}
      <RunTotals rows={drawn.rows} />
      <Section
        id="steps"
        title="Steps"
        about="When each agent waited, asked and checked. Its name leads to its report."
      >
        <WaterfallTable
          waterfall={drawn}
          runId={run.id}
          productId={run.productId}
          showsBodies={may(person.role, "manage-settings")}
        />
      </Section>
    </>
  );
}

/** "3 of 12 steps done; Trend Analyst is at work." */
function progressWords({ steps }: RunDetail): string {
  const done = steps.filter((step) => step.status === "DONE").length;
  const next = steps.find((step) => step.status !== "DONE");
  const doing =
    next === undefined
      ? ""
      : `; ${AGENTS[next.agent].title} ${next.status === "RUNNING" ? "is at work" : "is next"}`;
  return `${done} of ${steps.length} steps done${doing}.`;
}

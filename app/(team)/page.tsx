import type { Metadata } from "next";
import { ProductStatusBadge, SampleBadge, SourceStateBadge, VerdictBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card, Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatCount, formatScore, formatUsd } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { originLabel } from "@/app/_ui/origin-label";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Picture } from "@/app/_ui/picture";
import { ScoreBar } from "@/app/_ui/score-bar";
import { Time } from "@/app/_ui/time";
import { readToday, type Today } from "@/db/queries/pages/today";
import { may } from "@/lib/auth/permissions";
import { readSettings } from "@/lib/settings/read-settings";
import { PauseButton } from "./pause-switch";
import { teamCtx } from "./team-ctx";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const { ctx, now, person } = await teamCtx();
  const { paused, budgets } = await readSettings({ ctx });
  const today = await readToday(ctx.db, now);
  const products = Object.values(today.byStatus).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Today"
        about="What waits, what runs, what is broken, and what it cost."
        actions={!paused && may(person.role, "manage-settings") ? <PauseButton /> : null}
      />
      <div className="grid grid-cols-2 gap-3 *:first:col-span-2 *:last:col-span-2 sm:gap-4 lg:grid-cols-4 lg:*:first:col-span-1 lg:*:last:col-span-1">
        <Waiting waiting={today.byStatus.PENDING_REVIEW ?? 0} />
        <Running today={today} />
        <Broken count={brokenCount(today)} />
        <Spend spend={today.spend} budgetUsd={Number(budgets.dailyUsd)} />
      </div>
      {products === 0 ? <FirstDay today={today} /> : null}
      <Open today={today} />
      <Trouble today={today} now={now} />
      <Newest today={today} now={now} />
    </>
  );
}

function brokenCount(today: Today): number {
  return (
    today.brokenSources.length +
    today.failedRuns.length +
    (today.failedQuestions > 0 ? 1 : 0) +
    (today.stuck > 0 ? 1 : 0)
  );
}

function Waiting({ waiting }: { waiting: number }) {
  return (
    <Card className="flex flex-col">
      <h2 className="text-sm text-muted">Waiting for review</h2>
      <p className="figures mt-1 text-2xl font-semibold">{formatCount(waiting)}</p>
      <div className="mt-auto pt-3">
        {waiting > 0 ? (
          <ButtonLink href="/review" look="primary" className="w-full">
            Review {formatCount(waiting)} {waiting === 1 ? "product" : "products"}
          </ButtonLink>
        ) : (
          <p className="text-sm text-muted">Nothing to decide right now.</p>
        )}
      </div>
    </Card>
  );
}

function Running({ today }: { today: Today }) {
  const queued = today.byStatus.DISCOVERED ?? 0;
  return (
    <Card>
      <h2 className="text-sm text-muted">Being analysed</h2>
      <p className="figures mt-1 text-2xl font-semibold">{formatCount(today.byStatus.ANALYZING ?? 0)}</p>
      <p className="mt-3 text-sm text-muted">
        {queued > 0
          ? `${formatCount(queued)} discovered, not analysed yet.`
          : "No product waits for its analysis."}
      </p>
    </Card>
  );
}

function Broken({ count }: { count: number }) {
  return (
    <Card>
      <h2 className="text-sm text-muted">Broken</h2>
      <p className={`figures mt-1 text-2xl font-semibold ${count > 0 ? "text-bad" : ""}`}>
        {formatCount(count)}
      </p>
      <p className="mt-3 text-sm text-muted">
        {count > 0 ? (
          <a
            href="#trouble"
            className="-my-3 inline-flex min-h-11 items-center font-medium text-bad underline underline-offset-2"
          >
            See what is broken
          </a>
        ) : (
          "Sources, runs and messages are in order."
        )}
      </p>
    </Card>
  );
}

function Spend({ spend, budgetUsd }: { spend: Today["spend"]; budgetUsd: number }) {
  return (
    <Card>
      <h2 className="text-sm text-muted">Cost today</h2>
      <p className="figures mt-1 text-2xl font-semibold">{formatUsd(spend.usd)}</p>
      <p className="mt-3 text-sm text-muted">
        {spend.paidCalls > 0
          ? `${formatCount(spend.paidCalls)} paid model ${spend.paidCalls === 1 ? "call" : "calls"} since midnight UTC. The day’s budget is ${formatUsd(budgetUsd)}.`
          : "No provider was asked: the embedded rules are free."}
      </p>
    </Card>
  );
}

function FirstDay({ today }: { today: Today }) {
  const scanned = today.sources.some((source) => source.lastScan !== null);
  return (
    <div className="mt-8">
      <EmptyState
        icon="sources"
        title={scanned ? "The sources had nothing yet" : "The first scan has not come in yet"}
        actions={
          <>
            <ButtonLink href="/sources" look="primary">
              See the sources
            </ButtonLink>
            <ButtonLink href="/health">See the tasks</ButtonLink>
          </>
        }
      >
        <p>
          Every hour the sources are scanned, and every 15 minutes the best finds are analysed by twelve
          agents. What they think worth a decision appears under Review. Nothing is posted without a person.
        </p>
      </EmptyState>
    </div>
  );
}

function Open({ today }: { today: Today }) {
  if (today.running.length === 0) return null;
  return (
    <Section id="running" title="Running">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {today.running.map((run) => (
          <li key={run.id}>
            <PageLink
              href={`/runs/${run.id}`}
              className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-3 text-sm hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_10rem_auto]"
            >
              <span className="truncate font-medium">{run.title}</span>
              <ScoreBar
                score={run.steps > 0 ? (run.stepsDone / run.steps) * 100 : 0}
                className="hidden sm:block"
              />
              <span className="figures text-muted">
                {run.status === "QUEUED"
                  ? "queued"
                  : `step ${Math.min(run.stepsDone + 1, run.steps)} of ${run.steps}`}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Trouble({ today, now }: { today: Today; now: Date }) {
  if (brokenCount(today) === 0) return null;
  const row = "flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm";
  return (
    <Section id="trouble" title="Broken">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {today.brokenSources.map((source) => (
          <li key={source.name} className={row}>
            <SourceStateBadge state={source.state} />
            <PageLink href="/sources" className="font-medium underline underline-offset-2">
              {originLabel(source.name)}
            </PageLink>
            <span className="min-w-0 wrap-anywhere text-muted">
              since <Time at={source.since} now={now} />
              {source.why ? `: ${source.why}` : null}
            </span>
          </li>
        ))}
        {today.failedRuns.map((run) => (
          <li key={run.id} className={row}>
            <ProductStatusBadge status="ANALYSIS_FAILED" />
            <PageLink
              href={`/runs/${run.id}`}
              className="min-w-0 font-medium wrap-anywhere underline underline-offset-2"
            >
              {run.title}
            </PageLink>
            <span className="min-w-0 wrap-anywhere text-muted">
              <Time at={run.failedAt} now={now} none="" /> {run.error}
            </span>
          </li>
        ))}
        {today.failedQuestions > 0 ? (
          <li className={row}>
            <Icon name="warning" className="size-4 text-bad" />
            {formatCount(today.failedQuestions)} {today.failedQuestions === 1 ? "question" : "questions"} of
            the last discovery failed.
          </li>
        ) : null}
        {today.stuck > 0 ? (
          <li className={row}>
            <Icon name="warning" className="size-4 text-bad" />
            {formatCount(today.stuck)} {today.stuck === 1 ? "message has" : "messages have"} not been received
            for ten minutes.
            <PageLink href="/health" className="font-medium underline underline-offset-2">
              Look at health
            </PageLink>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function Newest({ today, now }: { today: Today; now: Date }) {
  if (today.newest.length === 0) return null;
  return (
    <Section
      id="newest"
      title="Newest finds"
      actions={
        <ButtonLink href="/products?sort=newest" look="quiet" className="-mr-4">
          All products
        </ButtonLink>
      }
    >
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {today.newest.map((product) => (
          <li key={product.id}>
            <PageLink
              href={`/products/${product.id}`}
              className="flex h-full gap-3 rounded-lg border border-line bg-surface p-3 hover:border-edge"
            >
              <Picture url={product.imageUrl} alt="" className="size-20" />
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2 text-sm font-medium wrap-anywhere">{product.title}</span>
                <span className="mt-0.5 block text-xs text-muted">
                  Trend {formatScore(product.trendScore)} · <Time at={product.discoveredAt} now={now} />
                </span>
                <span className="line-clamp-2 text-xs text-muted">{originLabel(product.trendSource)}</span>
                <span className="mt-1.5 flex flex-wrap gap-1">
                  {product.verdict ? (
                    <VerdictBadge verdict={product.verdict} />
                  ) : (
                    <ProductStatusBadge status={product.status} />
                  )}
                  {product.sampled ? <SampleBadge /> : null}
                </span>
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

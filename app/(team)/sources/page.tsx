import type { Metadata } from "next";
import { PageLink } from "@/app/_ui/page-link";
import { SourceStateBadge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { Time } from "@/app/_ui/time";
import { itemsPerDay } from "@/db/queries/pages/sources";
import type { SourceRow } from "@/db/queries/source-steps";
import { may } from "@/lib/auth/permissions";
import { readFunnel, type FunnelRow } from "@/lib/analytics/read-funnel";
import { DAY_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS } from "@/lib/core/words";
import { listAllSources } from "@/lib/scanning/list-sources";
import { teamCtx } from "../team-ctx";
import { ItemsSparkline, SPARKLINE_DAYS } from "./items-sparkline";
import { nextTry } from "./next-try";
import { ScanNow } from "./scan-now-button";
import { isAlarm, shownState } from "./source-words";
import { Why } from "./why";
import { Yield } from "./yield";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage() {
  const { person, ctx, now } = await teamCtx();
  const since = new Date(now.getTime() - (SPARKLINE_DAYS - 1) * DAY_MS);
  const [sources, days, funnel] = await Promise.all([
    listAllSources({ ctx }),
    itemsPerDay(ctx.db, since),
    readFunnel({ ctx, input: { days: null } }),
  ]);
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Sources"
        about="The seven places that are scanned, the state each is in, and what it has brought so far."
      />
      <Alarms sources={sources.filter((source) => isAlarm(source))} />
      <ul className="grid gap-4 lg:grid-cols-2">
        {sources.map((source) => (
          <li key={source.name} className="min-w-0">
            <SourceCard
              source={source}
              funnel={funnel.rows.find((row) => row.origin === source.name) ?? null}
              days={days.filter((row) => row.origin === source.name)}
              mayScan={may(person.role, "run-scan")}
              now={now}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Blocked and failed sources, which bring nothing: no empty list of theirs must pass for a quiet day. */
function Alarms({ sources }: { sources: readonly SourceRow[] }) {
  if (sources.length === 0) return null;
  return (
    <Banner tone="bad" className="mb-4">
      {sources.length === 1 ? "One source needs" : `${sources.length} sources need`} a look at what came back
      instead of a list:{" "}
      {sources.map((source, at) => (
        <span key={source.name}>
          {at > 0 ? ", " : ""}
          <PageLink href={`/sources/${source.name}#scans`} className="underline">
            {ORIGIN_LABELS[source.name]}
          </PageLink>
        </span>
      ))}
      .
    </Banner>
  );
}

type SourceCardProps = {
  source: SourceRow;
  funnel: FunnelRow | null;
  days: readonly { day: string; items: number }[];
  mayScan: boolean;
  now: Date;
};

function SourceCard({ source, funnel, days, mayScan, now }: SourceCardProps) {
  return (
    <Card className="flex h-full flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold">
          <PageLink
            href={`/sources/${source.name}`}
            className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {ORIGIN_LABELS[source.name]}
          </PageLink>
        </h2>
        <SourceStateBadge state={shownState(source)} />
      </div>
      <p className="mt-1 text-sm">
        <Why source={source} />{" "}
        {source.lastScan ? (
          <span className="text-muted">
            Since <Time at={source.stateSince} now={now} />
          </span>
        ) : null}
      </p>
      <Facts
        className="mt-4"
        facts={[
          { label: "Last success", value: <Time at={source.lastSuccess} now={now} /> },
          nextTry(source, now),
          { label: "Items a day", value: <ItemsSparkline days={days} now={now} /> },
        ]}
      />
      <Yield funnel={funnel} className="mt-4" />
      {mayScan && source.enabled ? (
        <div className="mt-auto pt-4">
          <ScanNow source={source.name} back="/sources" />
        </div>
      ) : null}
    </Card>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { SourceStateBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card, Section } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatCount } from "@/app/_ui/format";
import { OutLink } from "@/app/_ui/out-link";
import { PageHeader } from "@/app/_ui/page-header";
import { Pager } from "@/app/_ui/pager";
import { queryString } from "@/app/_ui/query-string";
import { Time } from "@/app/_ui/time";
import { countKinds, itemsPerDay, listScanPage } from "@/db/queries/pages/sources";
import { readFunnel } from "@/lib/analytics/read-funnel";
import { may } from "@/lib/auth/permissions";
import { DAY_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS, type SightingKind } from "@/lib/core/words";
import { listAllSources } from "@/lib/scanning/list-sources";
import { asSourceId, modeOf, robotsOf } from "@/lib/scanning/source-settings";
import { teamCtx } from "../../team-ctx";
import { ItemsSparkline, SPARKLINE_DAYS } from "../items-sparkline";
import { nextTry } from "../next-try";
import { ScanNow } from "../scan-now-button";
import { isAlarm, shownState, TERMS } from "../source-words";
import { Why } from "../why";
import { Yield } from "../yield";
import { Limits } from "./limits";
import { Scans } from "./scans";
import { Switches } from "./switches";

const PAGE_SIZE = 20;
const KIND_LABELS: Record<SightingKind, string> = {
  product: "products",
  term: "terms",
  category: "categories",
  event: "events",
};

type Params = { params: Promise<{ name: string }>; searchParams: Promise<unknown> };

const query = z.object({
  below: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const name = asSourceId((await params).name);
  return { title: name ? ORIGIN_LABELS[name] : "Not found" };
}

export default async function SourcePage({ params, searchParams }: Params) {
  const { person, ctx, now } = await teamCtx();
  const name = asSourceId((await params).name);
  const source = (await listAllSources({ ctx })).find((row) => row.name === name);
  if (!name || !source) notFound();
  const { below } = query.parse(await searchParams);
  const since = new Date(now.getTime() - (SPARKLINE_DAYS - 1) * DAY_MS);
  const [scans, days, kinds, funnel] = await Promise.all([
    listScanPage(ctx.db, { source: name, below, size: PAGE_SIZE }),
    itemsPerDay(ctx.db, since, name),
    countKinds(ctx.db, name, since),
    readFunnel({ ctx, input: { days: null } }),
  ]);
  const here = `/sources/${name}`;
  return (
    <>
      <FlashBanner />
      <PageHeader
        title={ORIGIN_LABELS[name]}
        about={
          <p>
            <Why source={source} /> {source.url ? <OutLink href={source.url}>The source</OutLink> : null}
          </p>
        }
        actions={
          <>
            {may(person.role, "run-scan") && source.enabled ? <ScanNow source={name} back={here} /> : null}
            <ButtonLink href="/sources">All sources</ButtonLink>
          </>
        }
      />
      <Card>
        <Facts
          className="sm:grid-cols-4"
          facts={[
            {
              label: "State",
              value: <SourceStateBadge state={shownState(source)} />,
              detail: source.lastScan ? (
                <>
                  since <Time at={source.stateSince} now={now} />
                </>
              ) : null,
            },
            { label: "Last success", value: <Time at={source.lastSuccess} now={now} /> },
            nextTry(source, now),
            { label: "Items a day", value: <ItemsSparkline days={days} now={now} /> },
          ]}
        />
        <p className="mt-4 text-sm text-muted">
          {kinds.length > 0
            ? `In the last ${SPARKLINE_DAYS} days: ${kinds.map((row) => `${formatCount(row.items)} ${KIND_LABELS[row.kind]}`).join(", ")}.`
            : `Nothing came in during the last ${SPARKLINE_DAYS} days.`}
        </p>
        <Yield funnel={funnel.rows.find((row) => row.origin === name) ?? null} className="mt-4" />
      </Card>
      <Limits source={source} now={now} />
      <Section id="scans" title="Scans">
        <Scans scans={scans.rows} now={now} alarm={below === undefined && isAlarm(source)} />
        <Pager
          first={below === undefined ? null : here}
          next={scans.next === null ? null : `${here}${queryString({ below: scans.next })}`}
        />
      </Section>
      <Switches
        source={source}
        mode={modeOf(source.config, ctx.env)}
        robots={robotsOf(source.config)}
        mayChange={may(person.role, "manage-settings")}
        back={here}
      />
      <Section id="terms" title="Terms of use">
        <p className="max-w-2xl text-sm">{TERMS[name]}</p>
      </Section>
    </>
  );
}

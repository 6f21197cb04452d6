import type { Metadata } from "next";
import { z } from "zod";
import { ButtonLink } from "@/app/_ui/button-link";
import { Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { PageHeader } from "@/app/_ui/page-header";
import { sumRevenue } from "@/db/queries/pages/analytics";
import { readCosts } from "@/lib/analytics/read-costs";
import { readFunnel } from "@/lib/analytics/read-funnel";
import { DAY_MS } from "@/lib/core/clock";
import { readSettings } from "@/lib/settings/read-settings";
import { teamCtx } from "../team-ctx";
import { CostSection } from "./cost-section";
import { FunnelTable } from "./funnel-table";
import { RevenueTable } from "./revenue-table";

export const metadata: Metadata = { title: "Analytics" };

const PERIODS = ["7", "30", "90"] as const;
const query = z.object({ days: z.enum(PERIODS).catch("30") });

export default async function AnalyticsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { ctx, now } = await teamCtx();
  const days = Number(query.parse(await searchParams).days);
  const [funnel, revenue, costs, settings] = await Promise.all([
    readFunnel({ ctx, input: { days } }),
    sumRevenue(ctx.db, new Date(now.getTime() - days * DAY_MS)),
    readCosts({ ctx, input: { days } }),
    readSettings({ ctx }),
  ]);
  return (
    <>
      <PageHeader
        title="Analytics"
        about="What each source brings, from the first sight to the sale, and what it costs to know."
      />
      <Filters action="/analytics">
        <SelectField
          label="Period"
          name="days"
          defaultValue={String(days)}
          options={PERIODS.map((value) => ({ value, label: `Last ${value} days` }))}
        />
      </Filters>
      <Section
        id="funnel"
        title="Funnel by source"
        about={`What stood at a source in the last ${days} days, and how far those products have come until today. A product that several sources showed counts once at each of them, and once in all together.`}
        className="mt-4"
      >
        {funnel.total === null ? (
          <EmptyState
            icon="analytics"
            title={`Nothing was seen in the last ${days} days`}
            actions={<ButtonLink href="/sources">See the sources</ButtonLink>}
          >
            <p>The sources are scanned every hour; what they show is counted here.</p>
          </EmptyState>
        ) : (
          <FunnelTable rows={[...funnel.rows, funnel.total]} />
        )}
      </Section>
      <Section
        id="revenue"
        title="Revenue"
        about={`Of the listings posted in the last ${days} days, as last entered. What is unknown is not counted as zero.`}
      >
        {revenue.length === 0 ? (
          <EmptyState icon="listings" title={`Nothing was posted in the last ${days} days`}>
            <p>The figures of a listing are entered on the Listings page, or on the page of its product.</p>
          </EmptyState>
        ) : (
          <RevenueTable rows={revenue} />
        )}
      </Section>
      <CostSection costs={costs} days={days} budgetUsd={Number(settings.budgets.dailyUsd)} />
    </>
  );
}

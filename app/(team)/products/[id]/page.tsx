import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { Card, Section } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatCount, formatFraction, formatPart, formatScore } from "@/app/_ui/format";
import { OpenTarget } from "@/app/_ui/open-target";
import { TrendParts } from "@/app/_ui/trend-parts";
import { listStatements } from "@/db/queries/cost-statements";
import { standingFacts } from "@/db/queries/facts";
import { readProduct, type ProductPage } from "@/db/queries/pages/product";
import { readSameProduct } from "@/db/queries/pages/same-product";
import { findKeeper } from "@/db/queries/product-moves";
import { may } from "@/lib/auth/permissions";
import { listCurrencies } from "@/lib/economics/exchange-rates";
import { readRates } from "@/lib/economics/read-rates";
import { mayMove } from "@/lib/core/words";
import { TAXONOMY } from "@/lib/matching/taxonomy";
import { readSettings } from "@/lib/settings/read-settings";
import { decideOnPage } from "../../review/actions";
import { DecisionBar } from "../../review/decision-bar";
import { teamCtx } from "../../team-ctx";
import { DecisionList } from "./decision-list";
import { DossierList } from "./dossier";
import { FoldedSection } from "./folded-section";
import { Listings } from "./listings";
import { Margin } from "./margin";
import { NewestSteps } from "./newest-steps";
import { ProductHead } from "./product-head";
import { Reports } from "./reports";
import { SameProduct } from "./same-product";
import { SectionLinks } from "./section-links";
import { SightingGroups } from "./sighting-groups";
import { StatedFacts } from "./stated-facts";
import { VerdictInputs } from "./verdict-inputs";

const productId = z.coerce.number().int().positive().max(2_147_483_647);
type Params = { params: Promise<{ id: string }> };

/** Once per request, for the title and for the page. */
const load = cache(async (given: string): Promise<ProductPage> => {
  const { ctx } = await teamCtx();
  const id = productId.safeParse(given);
  const page = id.success ? await readProduct(ctx.db, id.data) : null;
  if (page) return page;
  // What was merged away answers with the product that took it in.
  const keeper = id.success ? await findKeeper(ctx.db, id.data) : null;
  return keeper === null ? notFound() : redirect(`/products/${keeper}`);
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { product } = await load((await params).id);
  return { title: product.title };
}

export default async function ProductPageView({ params }: Params) {
  const page = await load((await params).id);
  const { person, ctx, now } = await teamCtx();
  const { homeCurrency } = await readSettings({ ctx });
  const codes = listCurrencies(await readRates({ ctx }));
  const { product, run, steps } = page;
  const mayDecide = may(person.role, "decide");
  const statements = await listStatements(ctx.db, product.id);
  const [same, facts] = await Promise.all([
    readSameProduct(ctx.db, product.id, page.sightings),
    standingFacts(ctx.db, product.id),
  ]);
  const items = run?.dossier.items ?? [];
  const timeline = page.newestRun ?? (run ? { ...run, steps } : null);
  const decides = mayDecide && product.status === "PENDING_REVIEW";
  const sold = product.status === "APPROVED" || product.status === "POSTED" || page.listings.length > 0;
  const absent = {
    decide: !decides,
    verdict: !run?.verdictInput,
    listings: !sold,
    reports: steps.length === 0,
    decisions: page.decisions.length === 0,
    dossier: items.length === 0,
  };
  return (
    <>
      <FlashBanner />
      <ProductHead page={page} mayDecide={mayDecide} now={now} />
      <SectionLinks absent={absent} />
      {absent.listings ? null : (
        <Section id="listings" title="Listings">
          <Listings
            productId={product.id}
            status={product.status}
            listings={page.listings}
            homeCurrency={homeCurrency}
            mayPost={may(person.role, "post")}
            now={now}
          />
        </Section>
      )}
      {run?.verdictInput ? (
        <Section id="verdict" title="What the verdict stands on">
          <VerdictInputs stored={run.verdictInput} rulesVersion={run.rulesVersion} items={items} />
        </Section>
      ) : null}
      <Section
        id="margin"
        title="Margin"
        about="Worked out by our own calculator, never by a model. Low and high are the costs: low costs leave the higher margin."
      >
        <Margin
          productId={product.id}
          stored={run?.economics ?? null}
          statements={statements}
          currencies={[homeCurrency, ...codes.filter((code) => code !== homeCurrency)]}
          mayState={mayDecide}
          now={now}
        />
      </Section>
      <FoldedSection id="trend" title="Trend" line={trendLine(product)}>
        <Card>
          <TrendParts
            score={product.trendScore}
            parts={product.trendBreakdown}
            confidence={product.trendConfidence}
          />
        </Card>
      </FoldedSection>
      {absent.reports ? null : (
        <Section
          id="reports"
          title="Reports"
          about="A claim that its evidence does not carry is struck through and does not count. An abstention moves nothing."
        >
          <Reports steps={steps} items={items} />
        </Section>
      )}
      <Section id="sightings" title="Where it was seen">
        <SightingGroups sightings={page.sightings} now={now} />
      </Section>
      <Section
        id="facts"
        title="What people say"
        about="It stands above every estimate: price, cost, weight and category move the margin at once, and all of it is evidence in the next analysis."
      >
        <StatedFacts
          productId={product.id}
          facts={facts}
          statements={statements}
          homeCurrency={homeCurrency}
          categories={TAXONOMY.map(({ path }) => path)}
          mayState={mayDecide}
          mayAnalyse={mayMove("product", product.status, "ANALYZING")}
          now={now}
        />
      </Section>
      {absent.decisions ? null : (
        <Section id="decisions" title="Decisions">
          <DecisionList decisions={page.decisions} now={now} />
        </Section>
      )}
      <Section id="same" title="Is it one product?">
        <SameProduct product={product} same={same} mayDecide={mayDecide} now={now} />
      </Section>
      {absent.dossier ? null : (
        <FoldedSection
          id="dossier"
          title="Dossier"
          line={`${formatCount(items.length)} numbered items of evidence: everything known before the analysis`}
        >
          <DossierList items={items} now={now} />
        </FoldedSection>
      )}
      <NewestSteps run={timeline} productId={product.id} mayResume={mayDecide} now={now} />
      {decides ? (
        <DecisionBar
          productId={product.id}
          version={product.version}
          action={decideOnPage}
          back={`/products/${product.id}`}
        />
      ) : null}
      <OpenTarget />
    </>
  );
}

/** "99.9 of 100, confidence 95%, most of it from Reddit". */
function trendLine({ trendScore, trendConfidence, trendBreakdown }: ProductPage["product"]): string {
  if (trendScore === null) return "No look at it has been weighed yet.";
  const [most] = (trendBreakdown ?? []).toSorted((a, b) => b.value - a.value);
  return [
    `${formatScore(trendScore)} of 100`,
    ...(trendConfidence ? [`confidence ${formatFraction(trendConfidence.value)}`] : []),
    ...(most ? [`most of it from ${most.label} (${formatPart(most.value)})`] : []),
  ].join(", ");
}

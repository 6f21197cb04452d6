import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { Card, Section } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { TrendParts } from "@/app/_ui/trend-parts";
import { VerdictBox } from "@/app/_ui/verdict-box";
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
import { RunPanel } from "../../runs/run-panel";
import { teamCtx } from "../../team-ctx";
import { DecideBox } from "./decide-box";
import { DecisionList } from "./decision-list";
import { DossierList } from "./dossier";
import { EvidencePreview } from "./evidence-preview";
import { Listings } from "./listings";
import { Margin } from "./margin";
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
  return (
    <>
      <FlashBanner />
      <ProductHead page={page} mayDecide={mayDecide} now={now} />
      {mayDecide && product.status === "PENDING_REVIEW" ? (
        <DecideBox productId={product.id} version={product.version} />
      ) : null}
      <SectionLinks reports={steps.length > 0} dossier={items.length > 0} />
      <Section id="verdict" title="Verdict and score">
        <div className="grid gap-4 lg:grid-cols-2">
          <Card>
            <VerdictBox
              verdict={run?.verdict ?? null}
              rule={run?.verdictRule ?? null}
              reasons={run?.verdictReasons ?? []}
              rulesVersion={run?.rulesVersion ?? null}
              coordinator={coordinatorOf(page)}
            />
            <VerdictInputs
              stored={run?.verdictInput ?? null}
              rulesVersion={run?.rulesVersion ?? null}
              items={items}
            />
          </Card>
          <Card>
            <TrendParts
              score={product.trendScore}
              parts={product.trendBreakdown}
              confidence={product.trendConfidence}
            />
          </Card>
        </div>
      </Section>
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
      {steps.length > 0 ? (
        <Section
          id="reports"
          title="Reports"
          about="A claim that its evidence does not carry is struck through and does not count. An abstention moves nothing."
        >
          <Reports steps={steps} items={items} />
        </Section>
      ) : null}
      <Section
        id="facts"
        title="What people say"
        about="Stated by a person, so it stands above every estimate: price, cost, weight and category move the margin at once, and all of it is evidence in the next analysis."
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
      <Section id="decisions" title="Decisions">
        <DecisionList decisions={page.decisions} now={now} />
      </Section>
      <Section id="sightings" title="Where it was seen">
        <SightingGroups sightings={page.sightings} now={now} />
      </Section>
      <Section id="same" title="Is it one product?">
        <SameProduct product={product} same={same} mayDecide={mayDecide} now={now} />
      </Section>
      {items.length > 0 ? (
        <Section
          id="dossier"
          title="Dossier"
          about="Everything known before the analysis, as numbered evidence."
        >
          <DossierList items={items} now={now} />
        </Section>
      ) : null}
      <Section id="steps" title="Steps of the newest analysis">
        {timeline ? (
          <RunPanel run={timeline} back={`/products/${product.id}#steps`} mayResume={mayDecide} now={now} />
        ) : (
          <p className="text-sm text-muted">It has not been analysed yet.</p>
        )}
      </Section>
      <EvidencePreview />
    </>
  );
}

function coordinatorOf({ steps }: ProductPage): { recommendedVerdict: string; argument: string } | null {
  const report = steps.find((step) => step.agent === "coordinator")?.report;
  const [verdict, argument] = [report?.["recommendedVerdict"], report?.["argument"]];
  return typeof verdict === "string"
    ? { recommendedVerdict: verdict, argument: typeof argument === "string" ? argument : "" }
    : null;
}

import { Badge, ModelBadge, ProductStatusBadge, SampleBadge, VerdictBadge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { competitionWord } from "@/app/_ui/competition-word";
import { Facts } from "@/app/_ui/facts";
import { formatAmount, formatFraction, formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { OutLink } from "@/app/_ui/out-link";
import { Picture } from "@/app/_ui/picture";
import { Time } from "@/app/_ui/time";
import type { ProductPage } from "@/db/queries/pages/product";
import { mayMove } from "@/lib/core/words";
import { undoForm } from "../../review/actions";
import { analyseAgain } from "./actions";

type ProductHeadProps = { page: ProductPage; mayDecide: boolean; now: Date };

/** Picture, title, state and the figures at a glance, with what a person may do. */
export function ProductHead({ page, mayDecide, now }: ProductHeadProps) {
  const { product, run, steps } = page;
  const models = [...new Set(steps.flatMap((step) => step.model ?? []))];
  return (
    <header className="grid gap-5 sm:grid-cols-[12rem_1fr] lg:grid-cols-[16rem_1fr]">
      <Picture url={product.imageUrl} alt="" eager className="h-48 w-full sm:size-48 lg:size-64" />
      <div className="min-w-0">
        <div className="flex flex-wrap gap-1.5">
          <ProductStatusBadge status={product.status} />
          <VerdictBadge verdict={product.verdict} />
          {page.sightings.some((row) => row.mode === "sample") ? <SampleBadge /> : null}
          {models.map((model) => (
            <ModelBadge key={model} model={model} />
          ))}
          {product.keywordMatch.slice(0, 2).map((match) => (
            <Badge key={match.id}>
              Keyword: {match.keyword} ({match.how === "exact" ? "exact" : "all words"})
            </Badge>
          ))}
        </div>
        <h1 className="mt-3 text-xl font-semibold tracking-tight">{product.title}</h1>
        <p className="mt-1 text-sm text-muted">
          {product.aiCategory ?? product.category ?? "Category unknown"} · found{" "}
          <Time at={product.discoveredAt} now={now} /> · {product.analyzedAt ? "analysed " : null}
          <Time at={product.analyzedAt} now={now} none="not analysed yet" />
          {product.sourceUrl ? (
            <>
              {" · "}
              <OutLink href={product.sourceUrl}>where it was first seen</OutLink>
            </>
          ) : null}
        </p>
        {(product.aiDescription ?? product.description) ? (
          <p className="mt-3 max-w-2xl text-sm">{product.aiDescription ?? product.description}</p>
        ) : null}
        <Facts
          className="mt-4"
          columns="sm:grid-cols-3 lg:grid-cols-4"
          facts={[
            { label: "Trend score", value: formatScore(product.trendScore), detail: "of 100" },
            {
              label: "Margin, likely",
              value: formatPercent(product.potentialMargin),
              detail:
                run && run.marginLow !== null && run.marginHigh !== null
                  ? `${formatPercent(run.marginLow)} to ${formatPercent(run.marginHigh)}`
                  : "range unknown",
            },
            { label: "Competition", value: competitionWord(product.competitionLevel) },
            { label: "Price, suggested", value: formatAmount(product.suggestedPrice, product.currency) },
            { label: "Cost, estimated", value: formatAmount(product.estimatedCost, product.currency) },
            { label: "Quality", value: formatScore(product.qualityScore) },
            { label: "Viral", value: formatScore(product.viralScore) },
            {
              label: "Data quality",
              value: product.dataQuality === null ? UNKNOWN : formatFraction(product.dataQuality),
            },
          ]}
        />
        <div className="mt-5 flex flex-wrap gap-2">
          {mayDecide ? (
            <>
              <UndoButton page={page} />
              <AnalyseButton page={page} />
            </>
          ) : null}
          {page.runs.filter((own) => own.mergedFrom === null).length > 1 ? (
            <ButtonLink href={`/products/${product.id}/compare`}>Compare analyses</ButtonLink>
          ) : null}
        </div>
      </div>
    </header>
  );
}

function UndoButton({ page }: { page: ProductPage }) {
  const { status, id } = page.product;
  if (status !== "APPROVED" && status !== "REJECTED") return null;
  return (
    <form action={undoForm}>
      <input type="hidden" name="productId" value={id} />
      <input type="hidden" name="back" value={`/products/${id}`} />
      <Button>
        <Icon name="undo" />
        Undo the {status === "APPROVED" ? "approval" : "rejection"}
      </Button>
    </form>
  );
}

function AnalyseButton({ page }: { page: ProductPage }) {
  const { status, id } = page.product;
  if (!mayMove("product", status, "ANALYZING")) return null;
  return (
    <form action={analyseAgain}>
      <input type="hidden" name="productId" value={id} />
      <input type="hidden" name="back" value={`/products/${id}#steps`} />
      <Button>
        <Icon name="again" />
        {page.runs.length > 0 ? "Analyse again" : "Analyse now"}
      </Button>
    </form>
  );
}

import { Badge, ModelBadge, ProductStatusBadge, SampleBadge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { formatFraction } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { OutLink, safeHref } from "@/app/_ui/out-link";
import { Time } from "@/app/_ui/time";
import { VerdictBox } from "@/app/_ui/verdict-box";
import type { ProductPage } from "@/db/queries/pages/product";
import { mayMove } from "@/lib/core/words";
import { undoForm } from "../../review/actions";
import { ProductGlance } from "../product-glance";
import { analyseAgain } from "./actions";

type ProductHeadProps = { page: ProductPage; mayDecide: boolean; now: Date };

/** A title longer than this may be cut where it stands as a heading. */
const LONG_TITLE = 110;

/** The product at a glance, what more is said of it, and what a person may do. */
export function ProductHead({ page, mayDecide, now }: ProductHeadProps) {
  const { product, run, steps } = page;
  const models = [...new Set(steps.flatMap((step) => step.model ?? []))];
  return (
    <header>
      <ProductGlance
        product={product}
        run={run}
        badges={
          <>
            <ProductStatusBadge status={product.status} />
            {page.sightings.some((row) => row.mode === "sample") ? <SampleBadge /> : null}
            {models.map((model) => (
              <ModelBadge key={model} model={model} />
            ))}
          </>
        }
        heading={
          <h1 className="line-clamp-6 font-semibold tracking-tight wrap-anywhere sm:text-xl">
            {product.title}
          </h1>
        }
        about={
          <>
            {product.aiCategory ?? product.category ?? "Category unknown"} · found{" "}
            <Time at={product.discoveredAt} now={now} /> · {product.analyzedAt ? "analysed " : null}
            <Time at={product.analyzedAt} now={now} none="not analysed yet" />
          </>
        }
        verdict={
          <VerdictBox
            verdict={run?.verdict ?? null}
            rule={run?.verdictRule ?? null}
            reasons={run?.verdictReasons ?? []}
            rulesVersion={run?.rulesVersion ?? null}
            coordinator={coordinatorOf(page)}
          />
        }
      >
        <More page={page} />
        <div className="flex flex-wrap gap-2 empty:hidden">
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
      </ProductGlance>
    </header>
  );
}

/** What else is known of the thing itself, in sentences. */
function More({ page: { product } }: { page: ProductPage }) {
  const { title, sourceUrl, dataQuality, keywordMatch } = product;
  return (
    <div className="max-w-2xl space-y-2 text-sm">
      {title.length > LONG_TITLE ? <p className="wrap-anywhere text-muted">In full: {title}</p> : null}
      {(product.aiDescription ?? product.description) ? (
        <p className="wrap-anywhere">{product.aiDescription ?? product.description}</p>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        {safeHref(sourceUrl) ? <OutLink href={sourceUrl}>Where it was first seen</OutLink> : null}
        <span>Data quality {formatFraction(dataQuality)}</span>
        {keywordMatch.map((match) => (
          <Badge key={match.id}>
            Keyword: {match.keyword} ({match.how === "exact" ? "exact" : "all words"})
          </Badge>
        ))}
      </p>
    </div>
  );
}

function coordinatorOf({ steps }: ProductPage): { recommendedVerdict: string; argument: string } | null {
  const report = steps.find((step) => step.agent === "coordinator")?.report;
  const [verdict, argument] = [report?.["recommendedVerdict"], report?.["argument"]];
  return typeof verdict === "string"
    ? { recommendedVerdict: verdict, argument: typeof argument === "string" ? argument : "" }
    : null;
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

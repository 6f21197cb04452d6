import { ModelBadge, SampleBadge } from "@/app/_ui/badge";
import { formatCount } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { originCount } from "@/app/_ui/origin-count";
import { Time } from "@/app/_ui/time";
import { TrendParts } from "@/app/_ui/trend-parts";
import { VerdictBox } from "@/app/_ui/verdict-box";
import type { ReviewCard as Card } from "@/db/queries/pages/review";
import { currentEvidence } from "@/lib/analysis/current-evidence";
import { PageLink } from "@/app/_ui/page-link";
import { ProductGlance } from "../products/product-glance";
import { keyEvidence } from "./key-evidence";

const EVIDENCE_SHOWN = 6;

/** Everything on one product that a decision needs, at a glance first and with its evidence below. */
export function ReviewCard({ card, now }: { card: Card; now: Date }) {
  const { run } = card;
  return (
    <article
      aria-labelledby={`card-${card.id}`}
      className="rounded-lg border border-line bg-surface shadow-raised"
    >
      <div className="p-4 sm:p-5">
        <ProductGlance
          product={{ ...card, potentialMargin: run?.marginLikely ?? card.potentialMargin }}
          run={run}
          badges={
            <>
              {card.sampled ? <SampleBadge /> : null}
              {run?.models.map((model) => (
                <ModelBadge key={model} model={model} />
              ))}
            </>
          }
          heading={
            <h2
              id={`card-${card.id}`}
              tabIndex={-1}
              className="line-clamp-6 font-semibold tracking-tight wrap-anywhere outline-none sm:text-lg"
            >
              {card.title}
            </h2>
          }
          about={
            <>
              {card.aiCategory ?? card.category ?? "Category unknown"} · {originCount(card.origins)} ·{" "}
              {formatCount(card.sightings)} {card.sightings === 1 ? "sighting" : "sightings"} · found{" "}
              <Time at={card.discoveredAt} now={now} />
              {card.keywordMatch[0] ? ` · keyword “${card.keywordMatch[0].keyword}”` : null}
            </>
          }
          verdict={
            <VerdictBox
              verdict={run?.verdict ?? card.verdict}
              rule={run?.verdictRule ?? null}
              reasons={run?.verdictReasons ?? card.verdictReasons ?? []}
              coordinator={run?.coordinator ?? null}
            />
          }
        />
      </div>
      <div className="grid gap-x-8 gap-y-6 border-t border-line p-4 sm:p-5 lg:grid-cols-2">
        <section aria-labelledby={`trend-${card.id}`}>
          <h3 id={`trend-${card.id}`} className="sr-only">
            Trend score and its parts
          </h3>
          <TrendParts
            score={card.trendScore}
            parts={card.trendBreakdown}
            confidence={card.trendConfidence}
            dense
          />
        </section>
        <section aria-labelledby={`evidence-${card.id}`}>
          <h3 id={`evidence-${card.id}`} className="mb-2 text-sm font-semibold">
            Key evidence
          </h3>
          <ul className="grid gap-y-1.5 text-sm">
            {keyEvidence(currentEvidence(run?.evidence ?? []), EVIDENCE_SHOWN).map((item) => (
              <li key={item.id} className="flex gap-2">
                <span className="figures w-8 shrink-0 text-muted">{item.id}</span>
                <span className="min-w-0">{item.text}</span>
              </li>
            ))}
          </ul>
          {run ? null : <p className="text-sm text-muted">No analysis has left evidence for this product.</p>}
        </section>
        <p className="lg:col-span-2">
          <PageLink
            href={`/products/${card.id}`}
            className="inline-flex min-h-11 items-center gap-1 text-sm font-semibold text-accent underline underline-offset-2"
          >
            Full report<span className="sr-only"> on {card.title}</span>
            <Icon name="next" className="size-4" />
          </PageLink>
        </p>
      </div>
    </article>
  );
}

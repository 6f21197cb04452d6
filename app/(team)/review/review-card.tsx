import { Badge, ModelBadge, SampleBadge, VerdictBadge } from "@/app/_ui/badge";
import { Facts } from "@/app/_ui/facts";
import { formatAmount, formatCount, formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { originCount } from "@/app/_ui/origin-count";
import { Picture } from "@/app/_ui/picture";
import { Time } from "@/app/_ui/time";
import { TrendParts } from "@/app/_ui/trend-parts";
import { VerdictBox } from "@/app/_ui/verdict-box";
import type { ReviewCard as Card } from "@/db/queries/pages/review";
import { currentEvidence } from "@/lib/analysis/current-evidence";
import { competitionWord } from "@/app/_ui/competition-word";
import { PageLink } from "@/app/_ui/page-link";
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
      <div className="grid gap-x-6 lg:grid-cols-[20rem_1fr]">
        <Picture
          url={card.imageUrl}
          alt=""
          eager
          className="h-52 w-full rounded-b-none lg:m-5 lg:mr-0 lg:h-80 lg:w-80 lg:rounded-md"
        />
        <div className="p-4 sm:p-5">
          <div className="flex flex-wrap gap-1.5">
            <VerdictBadge verdict={run?.verdict ?? card.verdict} />
            {card.sampled ? <SampleBadge /> : null}
            {run?.models.map((model) => (
              <ModelBadge key={model} model={model} />
            ))}
            {card.keywordMatch.length > 0 ? <Badge>Keyword: {card.keywordMatch[0]?.keyword}</Badge> : null}
          </div>
          <h2 id={`card-${card.id}`} tabIndex={-1} className="mt-3 text-lg font-semibold outline-none">
            {card.title}
          </h2>
          <p className="mt-1 text-sm text-muted">
            {originCount(card.origins)}
            {" · "}
            {formatCount(card.sightings)} {card.sightings === 1 ? "sighting" : "sightings"}
            {" · found "}
            <Time at={card.discoveredAt} now={now} />
          </p>
          <Facts
            className="mt-4"
            facts={[
              {
                label: "Margin, likely",
                value: formatPercent(run?.marginLikely ?? card.potentialMargin),
                detail:
                  run && run.marginLow !== null && run.marginHigh !== null
                    ? `${formatPercent(run.marginLow)} to ${formatPercent(run.marginHigh)}`
                    : "range unknown",
              },
              { label: "Competition", value: competitionWord(card.competitionLevel) },
              {
                label: "Quality",
                value: formatScore(card.qualityScore),
                detail: ofHundred(card.qualityScore),
              },
              {
                label: "Price, suggested",
                value: formatAmount(card.suggestedPrice, card.currency),
                detail: `cost ${formatAmount(card.estimatedCost, card.currency)}`,
              },
              { label: "Viral", value: formatScore(card.viralScore), detail: ofHundred(card.viralScore) },
              { label: "Category", value: card.aiCategory ?? card.category ?? UNKNOWN },
            ]}
          />
        </div>
      </div>
      <div className="grid gap-x-8 gap-y-6 border-t border-line p-4 sm:p-5 lg:grid-cols-2">
        <section aria-labelledby={`verdict-${card.id}`}>
          <h3 id={`verdict-${card.id}`} className="mb-2 text-sm font-semibold">
            Verdict of the rules
          </h3>
          <VerdictBox
            verdict={run?.verdict ?? card.verdict}
            rule={run?.verdictRule ?? null}
            reasons={run?.verdictReasons ?? card.verdictReasons ?? []}
            coordinator={run?.coordinator ?? null}
          />
        </section>
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
        <section aria-labelledby={`evidence-${card.id}`} className="lg:col-span-2">
          <h3 id={`evidence-${card.id}`} className="mb-2 text-sm font-semibold">
            Key evidence
          </h3>
          <ul className="grid gap-x-8 gap-y-1.5 text-sm lg:grid-cols-2">
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

function ofHundred(score: number | null): string {
  return score === null ? "not measured" : "of 100";
}

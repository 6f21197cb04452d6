import type { ReactNode } from "react";
import { competitionWord } from "@/app/_ui/competition-word";
import { Facts } from "@/app/_ui/facts";
import { formatAmount, formatPercent, formatScore } from "@/app/_ui/format";
import { Picture } from "@/app/_ui/picture";
import type { CompetitionLevel } from "@/lib/core/words";

type Glanced = {
  imageUrl: string | null;
  trendScore: number | null;
  potentialMargin: number | null;
  competitionLevel: CompetitionLevel | null;
  suggestedPrice: string | null;
  estimatedCost: string | null;
  currency: string | null;
  viralScore: number | null;
  qualityScore: number | null;
};

type ProductGlanceProps = {
  product: Glanced;
  /** The analysis behind the figures: percent at high and at low costs, null where no margin was worked out. */
  run: { marginLow: number | null; marginHigh: number | null } | null;
  badges: ReactNode;
  /** The title as a heading of its page's level. */
  heading: ReactNode;
  /** A line under the title. */
  about: ReactNode;
  verdict: ReactNode;
  /** What stands under the figures. */
  children?: ReactNode;
};

/** What a decision needs first, within the height of a phone: what it is, the verdict and its rule, six figures. */
export function ProductGlance(props: ProductGlanceProps) {
  const { product, run, badges, heading, about, verdict, children } = props;
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-x-4 gap-y-3 sm:grid-cols-[12rem_minmax(0,1fr)] sm:grid-rows-[auto_auto_auto_1fr] lg:grid-cols-[18rem_minmax(0,1fr)] lg:gap-x-6">
      <div className="col-span-2 flex flex-wrap gap-1.5 empty:hidden sm:col-span-1 sm:col-start-2">
        {badges}
      </div>
      <Picture
        url={product.imageUrl}
        alt=""
        eager
        className="size-26 sm:col-start-1 sm:row-span-4 sm:row-start-1 sm:size-48 lg:size-72"
      />
      <div className="min-w-0 sm:col-start-2">{heading}</div>
      <div className="col-span-2 text-sm text-muted sm:col-span-1 sm:col-start-2">{about}</div>
      <div className="col-span-2 space-y-4 sm:col-span-1 sm:col-start-2">
        {verdict}
        <Facts columns="grid-cols-3" facts={figures(product, run)} />
        {children}
      </div>
    </div>
  );
}

function figures(product: Glanced, run: ProductGlanceProps["run"]) {
  const { viralScore, qualityScore } = product;
  return [
    {
      label: "Margin, likely",
      value: formatPercent(product.potentialMargin),
      detail:
        run && run.marginLow !== null && run.marginHigh !== null
          ? `${formatPercent(run.marginLow)} to ${formatPercent(run.marginHigh)}`
          : "range unknown",
    },
    {
      label: "Price",
      value: formatAmount(product.suggestedPrice, product.currency),
      detail: `cost ${formatAmount(product.estimatedCost, product.currency)}`,
    },
    { label: "Trend score", value: formatScore(product.trendScore), detail: ofHundred(product.trendScore) },
    { label: "Competition", value: competitionWord(product.competitionLevel) },
    { label: "Viral potential", value: formatScore(viralScore), detail: ofHundred(viralScore) },
    { label: "Quality", value: formatScore(qualityScore), detail: ofHundred(qualityScore) },
  ];
}

function ofHundred(score: number | null): string {
  return score === null ? "not measured" : "of 100";
}

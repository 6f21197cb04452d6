import { Badge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { formatPercent, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import type { Statement } from "@/lib/core/statement";
import { MARKETPLACE_LABELS } from "@/lib/core/words";
import { oldRatesWarning } from "@/lib/economics/exchange-rates";
import { ConfidenceBadge, MarginTable } from "./margin-table";
import { StateForm, StatedList } from "./statements";
import { storedEconomics, type StoredMargin } from "./stored-economics";

type MarginProps = {
  productId: number;
  /** The run's economics as stored. */
  stored: Record<string, unknown> | null;
  statements: readonly Statement[];
  /** Codes that amounts may be stated in, the home currency first. */
  currencies: readonly string[];
  mayState: boolean;
  now: Date;
};

/** The margin on each marketplace, its arithmetic, and what people state in the place of our figures. */
export function Margin({ productId, stored, statements, currencies, mayState, now }: MarginProps) {
  const parsed = storedEconomics.safeParse(stored);
  return (
    <div className="flex flex-col gap-4">
      {parsed.success ? (
        <>
          <OldRates rates={parsed.data.rates} now={now} />
          <Comparison results={[parsed.data, ...parsed.data.others]} />
          {[parsed.data, ...parsed.data.others].map((result, index) => (
            <details key={result.marketplace} open={index === 0}>
              <summary className="min-h-11 cursor-pointer py-2 text-sm font-medium">
                {MARKETPLACE_LABELS[result.marketplace]}, line by line
              </summary>
              <MarginTable result={result} priceOrigin={parsed.data.priceOrigin} />
            </details>
          ))}
        </>
      ) : (
        <p className="rounded-lg border border-line bg-surface p-4 text-sm">
          The margin is unknown: no price or no cost is known for this product, so nothing was worked out.
        </p>
      )}
      <StatedList productId={productId} statements={statements} mayState={mayState} />
      {mayState ? <StateForm productId={productId} currencies={currencies} /> : null}
    </div>
  );
}

function OldRates({ rates, now }: { rates: Parameters<typeof oldRatesWarning>[1]; now: Date }) {
  const warning = oldRatesWarning(Object.keys(rates), rates, now);
  return warning ? <Banner tone="warn">{warning} They can be renewed in the settings.</Banner> : null;
}

/** The marketplaces side by side, the home marketplace first. */
function Comparison({ results }: { results: readonly StoredMargin[] }) {
  const [home] = results;
  return (
    <StackingTable
      caption="The margin on each marketplace"
      rows={results}
      keyOf={({ marketplace }) => marketplace}
      columns={[
        {
          label: "Marketplace",
          head: true,
          cell: (result) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              {MARKETPLACE_LABELS[result.marketplace]}
              {result === home && results.length > 1 ? <Badge>Home marketplace</Badge> : null}
              <ConfidenceBadge confidence={result.confidence} />
            </span>
          ),
        },
        { label: "Price", figures: true, cell: (result) => amount(result, result.price) },
        {
          label: "Its fees, with delivery",
          figures: true,
          cell: (result) =>
            amount(
              result,
              Object.values(result.fees).reduce((sum, fee) => sum + fee, 0),
            ),
        },
        { label: "All costs", figures: true, cell: (result) => amount(result, result.landed?.likely) },
        {
          label: "Margin, likely",
          figures: true,
          cell: ({ margin }) => <strong>{formatPercent(margin?.likely)}</strong>,
        },
        {
          label: "Margin, from and to",
          figures: true,
          cell: ({ margin }) =>
            margin ? `${formatPercent(margin.low)} to ${formatPercent(margin.high)}` : UNKNOWN,
        },
      ]}
    />
  );
}

function amount({ currency }: StoredMargin, value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(value);
}

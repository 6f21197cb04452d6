import { Badge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Fold } from "@/app/_ui/fold";
import { formatPercent, UNKNOWN } from "@/app/_ui/format";
import type { Statement } from "@/lib/core/statement";
import { MARKETPLACE_LABELS } from "@/lib/core/words";
import { oldRatesWarning } from "@/lib/economics/exchange-rates";
import { ConfidenceBadge, MarginTable } from "./margin-table";
import { StateForm, StatedList } from "./statements";
import { storedEconomics, type StoredEconomics, type StoredMargin } from "./stored-economics";

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
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {[parsed.data, ...parsed.data.others].map((result, index) => (
              <li key={result.marketplace}>
                <OnMarketplace
                  result={result}
                  priceOrigin={parsed.data.priceOrigin}
                  home={index === 0 && parsed.data.others.length > 0}
                />
              </li>
            ))}
          </ul>
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

type OnMarketplaceProps = {
  result: StoredMargin;
  priceOrigin: StoredEconomics["priceOrigin"];
  home: boolean;
};

/** The margin of one sale on one marketplace in a line, with its arithmetic folded below. */
function OnMarketplace({ result, priceOrigin, home }: OnMarketplaceProps) {
  const { marketplace, margin, landed, fees, confidence } = result;
  const fee = Object.values(fees).reduce((sum, part) => sum + part, 0);
  return (
    <Fold
      id={`margin-${marketplace}`}
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {MARKETPLACE_LABELS[marketplace]}
          {home ? <Badge>Home marketplace</Badge> : null}
          <ConfidenceBadge confidence={confidence} />
        </span>
      }
      line={`Costs ${amount(result, landed?.likely)}, of them its fees ${amount(result, fee)}`}
      aside={
        <>
          <strong className="block font-semibold">{formatPercent(margin?.likely)}</strong>
          <span className="block text-xs text-muted">
            {margin ? `${formatPercent(margin.low)} to ${formatPercent(margin.high)}` : "range unknown"}
          </span>
        </>
      }
    >
      <MarginTable result={result} priceOrigin={priceOrigin} />
    </Fold>
  );
}

function amount({ currency }: StoredMargin, value: number | undefined): string {
  if (value === undefined) return UNKNOWN;
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(value);
}

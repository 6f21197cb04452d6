import type { ReactNode } from "react";
import { Badge, type Tone } from "@/app/_ui/badge";
import { formatPercent, UNKNOWN } from "@/app/_ui/format";
import { Table } from "@/app/_ui/table";
import { MARKETPLACE_LABELS } from "@/lib/core/words";
import type { StoredEconomics, StoredLine, StoredMargin } from "./stored-economics";

/** Said before the source; an assumption says so itself. */
const ORIGINS: Record<string, string> = {
  person: "A person: ",
  quote: "A quote: ",
  web: "The web: ",
  table: "Our tables: ",
  team: "",
};

const PRICES: Record<NonNullable<StoredEconomics["priceOrigin"]>, string> = {
  person: "stated by a person",
  suggested: "suggested by the pricing agent",
  market: "the middle of the prices seen",
};

/** How sure the fee table is of a row; nothing where it is sure. */
const CONFIDENCE: Record<string, Tone> = { medium: "neutral", low: "warn" };
export function ConfidenceBadge({ confidence }: { confidence: string | null }) {
  const tone = confidence === null ? undefined : CONFIDENCE[confidence];
  return tone ? <Badge tone={tone}>{confidence} confidence</Badge> : null;
}

type LineProps = {
  label: string;
  source: ReactNode;
  confidence?: string | null;
  figures: readonly ReactNode[];
};

/** A line of the arithmetic, and below it, as wide as the table, where it comes from. */
function Line({ label, source, confidence = null, figures }: LineProps) {
  return (
    <>
      <tr className="border-t border-line align-top">
        <th scope="row" className="px-3 pt-3 font-medium sm:px-4">
          {label}
        </th>
        {["low", "likely", "high"].map((column, index) => (
          <td key={column} className="figures px-3 pt-3 text-right whitespace-nowrap sm:px-4">
            {figures[index]}
          </td>
        ))}
      </tr>
      <tr>
        <td colSpan={4} className="px-3 pb-3 text-xs wrap-anywhere text-muted sm:px-4">
          {source} <ConfidenceBadge confidence={confidence} />
        </td>
      </tr>
    </>
  );
}

/** The arithmetic of one sale on one marketplace, line by line. */
export function MarginTable({
  result,
  priceOrigin,
}: {
  result: StoredMargin;
  priceOrigin: StoredEconomics["priceOrigin"];
}) {
  const { currency, price, landed, margin, lines } = result;
  const money = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const show = (value: number | undefined) => (value === undefined ? UNKNOWN : money.format(value));
  return (
    <Table
      caption={`The margin’s arithmetic for one sale on ${MARKETPLACE_LABELS[result.marketplace]}`}
      columns={[
        { label: "For one sale" },
        { label: "Low", figures: true },
        { label: "Likely", figures: true },
        { label: "High", figures: true },
      ]}
    >
      <Line
        label="Price"
        source={priceOrigin ? PRICES[priceOrigin] : "what it would sell for"}
        figures={[show(price), show(price), show(price)]}
      />
      {lines.map((line) => (
        <Line
          key={line.id}
          label={line.label}
          source={sourceOf(line, show)}
          confidence={line.confidence}
          figures={[show(line.low), show(line.likely), show(line.high)]}
        />
      ))}
      <Line
        label="All costs"
        source="the sum of the lines"
        figures={[show(landed?.low), show(landed?.likely), show(landed?.high)]}
      />
      <Line
        label="Margin"
        source="what is left of the price at these costs"
        figures={[
          formatPercent(margin?.high),
          <strong key="likely">{formatPercent(margin?.likely)}</strong>,
          formatPercent(margin?.low),
        ]}
      />
    </Table>
  );
}

/** Where a figure comes from, and what stood there before a person said otherwise. */
function sourceOf({ origin, source, before }: StoredLine, show: (value: number) => string): string {
  const says = `${ORIGINS[origin] ?? ""}${source}`;
  return before ? `${says}. Instead of ${show(before.likely)}: ${before.source}` : says;
}

import type { ReactNode } from "react";
import { z } from "zod";
import { formatPercent, UNKNOWN } from "@/app/_ui/format";
import { Cell, Row, Table } from "@/app/_ui/table";

const range = { low: z.number(), likely: z.number(), high: z.number() };
/** The stored result of `lib/economics/landed-margin`. */
const economics = z.object({
  currency: z.string(),
  price: z.number(),
  landed: z.object(range).nullable(),
  margin: z.object(range).nullable(),
  lines: z.array(
    z.object({ ...range, id: z.string(), label: z.string(), origin: z.string(), source: z.string() }),
  ),
});

/** Said before the source; an assumption says so itself. */
const ORIGINS: Record<string, string> = {
  person: "A person: ",
  quote: "A quote: ",
  web: "The web: ",
  table: "Our tables: ",
};

/** Where a line comes from, under its name. */
function Source({ children }: { children: ReactNode }) {
  return <span className="block max-w-lg wrap-anywhere text-xs font-normal text-muted">{children}</span>;
}

/** The margin's arithmetic, line by line; says what is missing where there is none. */
export function MarginTable({ stored }: { stored: Record<string, unknown> | null }) {
  const parsed = economics.safeParse(stored);
  if (!parsed.success) {
    return (
      <p className="rounded-lg border border-line bg-surface p-4 text-sm">
        The margin is unknown: no price or no cost is known for this product, so nothing was worked out.
      </p>
    );
  }
  const { currency, price, landed, margin, lines } = parsed.data;
  const money = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const show = (value: number | undefined) => (value === undefined ? UNKNOWN : money.format(value));
  return (
    <Table
      caption="The margin’s arithmetic for one sale"
      columns={[
        { label: "For one sale" },
        { label: "Low", figures: true },
        { label: "Likely", figures: true },
        { label: "High", figures: true },
      ]}
    >
      <Row>
        <Cell head>
          Price <Source>what it would sell for</Source>
        </Cell>
        <Cell figures>{show(price)}</Cell>
        <Cell figures>{show(price)}</Cell>
        <Cell figures>{show(price)}</Cell>
      </Row>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell head>
            {line.label}{" "}
            <Source>
              {ORIGINS[line.origin] ?? ""}
              {line.source}
            </Source>
          </Cell>
          <Cell figures>{show(line.low)}</Cell>
          <Cell figures>{show(line.likely)}</Cell>
          <Cell figures>{show(line.high)}</Cell>
        </Row>
      ))}
      <Row>
        <Cell head>
          All costs <Source>the sum of the lines</Source>
        </Cell>
        <Cell figures>{show(landed?.low)}</Cell>
        <Cell figures>{show(landed?.likely)}</Cell>
        <Cell figures>{show(landed?.high)}</Cell>
      </Row>
      <Row>
        <Cell head>
          Margin <Source>what is left of the price at these costs</Source>
        </Cell>
        <Cell figures>{formatPercent(margin?.high)}</Cell>
        <Cell figures>
          <strong>{formatPercent(margin?.likely)}</strong>
        </Cell>
        <Cell figures>{formatPercent(margin?.low)}</Cell>
      </Row>
    </Table>
  );
}

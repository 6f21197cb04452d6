import type { ReactNode } from "react";
import { z } from "zod";
import { formatPercent, UNKNOWN } from "@/app/_ui/format";
import { Table } from "@/app/_ui/table";

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

/** A line of the arithmetic, and below it, as wide as the table, where it comes from. */
function Line({ label, source, figures }: { label: string; source: string; figures: readonly ReactNode[] }) {
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
          {source}
        </td>
      </tr>
    </>
  );
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
      <Line label="Price" source="what it would sell for" figures={[show(price), show(price), show(price)]} />
      {lines.map((line) => (
        <Line
          key={line.id}
          label={line.label}
          source={`${ORIGINS[line.origin] ?? ""}${line.source}`}
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

import { formatAmount, formatCount, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import type { RevenueRow } from "@/db/queries/pages/analytics";
import { fromCents, toCents } from "@/lib/core/money";
import { MARKETPLACE_LABELS } from "@/lib/core/words";

/** Revenue by marketplace and currency, with the sum of each currency; currencies are never added up. */
export function RevenueTable({ rows }: { rows: readonly RevenueRow[] }) {
  const currencies = [...new Set(rows.flatMap((row) => row.currency ?? []))];
  const unknown = rows.filter((row) => row.currency === null).reduce((sum, row) => sum + row.listings, 0);
  return (
    <>
      <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-3">
        {currencies.map((currency) => (
          <div key={currency}>
            <dt className="text-xs text-muted">{currency}</dt>
            <dd className="figures text-xl font-semibold">
              {formatAmount(totalOf(rows, currency), currency)}
            </dd>
          </div>
        ))}
        {unknown > 0 ? (
          <div>
            <dt className="text-xs text-muted">Revenue unknown</dt>
            <dd className="figures text-xl font-semibold">
              {formatCount(unknown)} {unknown === 1 ? "listing" : "listings"}
            </dd>
          </div>
        ) : null}
      </dl>
      <StackingTable
        caption="Revenue by marketplace and currency"
        rows={rows}
        keyOf={(row) => `${row.platform} ${row.currency ?? "unknown"}`}
        columns={[
          { label: "Marketplace", head: true, cell: (row) => MARKETPLACE_LABELS[row.platform] },
          { label: "Currency", cell: (row) => row.currency ?? UNKNOWN },
          { label: "Listings", figures: true, cell: (row) => formatCount(row.listings) },
          { label: "Sales", figures: true, cell: (row) => formatCount(row.sales) },
          { label: "Revenue", figures: true, cell: (row) => formatAmount(row.revenue, row.currency) },
        ]}
      />
    </>
  );
}

function totalOf(rows: readonly RevenueRow[], currency: string): string {
  const own = rows.filter((row) => row.currency === currency);
  return fromCents(own.reduce((sum, row) => sum + toCents(row.revenue ?? "0"), 0));
}

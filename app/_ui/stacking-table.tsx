/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a browser may forget the roles of cells that are laid out as blocks */
import type { Key, ReactNode } from "react";

type StackingColumn<Row> = {
  label: string;
  /** Figures stand at the right. */
  figures?: boolean;
  /** The column that names its row: the heading of the card on a phone. */
  head?: boolean;
  cell: (row: Row) => ReactNode;
};

type StackingTableProps<Row> = {
  /** Says what the table is; read by assistive technology. */
  caption: string;
  columns: readonly StackingColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => Key;
};

/** A table that turns into cards on a phone: every cell then stands under its row's name with its own label. */
export function StackingTable<Row>({ caption, columns, rows, keyOf }: StackingTableProps<Row>) {
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table role="table" className="w-full text-left text-sm max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="bg-sunken text-xs text-muted max-sm:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.label}
                role="columnheader"
                scope="col"
                className={`px-4 py-2 font-medium whitespace-nowrap ${column.figures ? "text-right" : ""}`}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line max-sm:block">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row" className="max-sm:block max-sm:px-4 max-sm:py-3">
              {columns.map((column) => (
                <StackingCell key={column.label} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StackingCell<Row>({ column, row }: { column: StackingColumn<Row>; row: Row }) {
  if (column.head) {
    return (
      <th
        scope="row"
        role="rowheader"
        className="px-4 py-3 align-top font-medium max-sm:block max-sm:p-0 max-sm:pb-1 max-sm:text-base"
      >
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={`px-4 py-3 align-top max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1 ${column.figures ? "figures sm:text-right sm:whitespace-nowrap" : ""}`}
    >
      <span aria-hidden="true" className="text-xs leading-5 text-muted sm:hidden">
        {column.label}
      </span>
      <div className="min-w-0 max-sm:text-right">{column.cell(row)}</div>
    </td>
  );
}

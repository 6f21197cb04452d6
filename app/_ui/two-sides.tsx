/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a browser may forget the roles of cells that are laid out as blocks */
import type { ReactNode } from "react";

type Side = { label: ReactNode; before: ReactNode; after: ReactNode; differs: boolean };

type TwoSidesProps = {
  /** Says what the table is; read by assistive technology. */
  caption: string;
  before: ReactNode;
  after: ReactNode;
  rows: readonly (Side & { key: string })[];
};

const ROW = "max-sm:grid max-sm:grid-cols-2";
const CELL = "min-w-0 px-4 py-3 align-top wrap-anywhere max-sm:py-1 max-sm:pb-3 sm:w-2/5";

/** Two things side by side, also on a phone: there each row's name stands above its two cells. What differs is marked, in words too. */
export function TwoSides({ caption, before, after, rows }: TwoSidesProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table role="table" className="w-full table-fixed text-left text-sm max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="bg-sunken text-xs text-muted max-sm:block">
          <tr role="row" className={ROW}>
            <th role="columnheader" scope="col" className="w-1/5 px-4 py-2 font-medium max-sm:sr-only">
              What
            </th>
            <th role="columnheader" scope="col" className="px-4 py-2 font-medium">
              {before}
            </th>
            <th role="columnheader" scope="col" className="px-4 py-2 font-medium">
              {after}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line max-sm:block">
          {rows.map(({ key, label, differs, ...sides }) => (
            <tr key={key} role="row" className={ROW}>
              <th
                role="rowheader"
                scope="row"
                className="px-4 py-3 align-top font-medium wrap-anywhere max-sm:col-span-2 max-sm:pb-0"
              >
                {label}
                {differs ? (
                  <span className="ml-2 text-xs font-semibold whitespace-nowrap text-info sm:ml-0 sm:block">
                    differs
                  </span>
                ) : null}
              </th>
              <td role="cell" className={CELL}>
                {sides.before}
              </td>
              <td role="cell" className={CELL}>
                {sides.after}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

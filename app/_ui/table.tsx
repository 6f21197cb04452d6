import type { ReactNode } from "react";

type Column = { label: string; /** Figures stand at the right. */ figures?: boolean };

type TableProps = {
  /** Says what the table is; read by assistive technology, and names the region that scrolls sideways. */
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
};

/** A table that scrolls inside its own frame on a small screen, by keyboard as well. Rows are `Row`s of `Cell`s. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-xs text-muted">
          <tr>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={`px-3 py-2 font-medium sm:px-4 whitespace-nowrap ${column.figures ? "text-right" : ""}`}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="border-t border-line">{children}</tr>;
}

type CellProps = {
  children: ReactNode;
  figures?: boolean;
  /** The cell that names its row. */ head?: boolean;
};

export function Cell({ children, figures, head }: CellProps) {
  const className = `px-3 py-3 align-top sm:px-4 ${figures ? "figures text-right whitespace-nowrap" : ""}`;
  if (!head) return <td className={className}>{children}</td>;
  return (
    <th scope="row" className={`${className} font-medium`}>
      {children}
    </th>
  );
}

import { SampleBadge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { formatAmount, formatCompact, formatCount } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { OutLink } from "@/app/_ui/out-link";
import { Sparkline } from "@/app/_ui/sparkline";
import { Cell, Row, Table } from "@/app/_ui/table";
import { Time } from "@/app/_ui/time";
import type { SightingRow } from "@/db/queries/pages/product";
import type { Sighting } from "@/lib/core/sighting";
import { ORIGIN_LABELS, type Origin } from "@/lib/core/words";
import { sightingFigures } from "./sighting-figures";

/** Rows shown of one origin before "all": a year of scans would be a long page. */
const ROWS = 60;

/** Where the product was seen: per origin its wordings, how it stood, the course, and every sighting. */
export function SightingGroups({ sightings, now }: { sightings: readonly SightingRow[]; now: Date }) {
  const groups = [...Map.groupBy(sightings, (row) => row.origin)];
  if (groups.length === 0) return <p className="text-sm text-muted">No sighting of it is kept any more.</p>;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {groups.map(([origin, rows]) => (
        <Group key={origin} origin={origin} rows={rows} now={now} />
      ))}
    </div>
  );
}

function Group({ origin, rows, now }: { origin: Origin; rows: readonly SightingRow[]; now: Date }) {
  const newest = rows[0];
  if (!newest) return null;
  const name = ORIGIN_LABELS[origin];
  const wordings = [...new Set(rows.map((row) => row.title))];
  const course = courseOf(rows);
  const { series } = newest.detail;
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{name}</h3>
        {rows.some((row) => row.mode === "sample") ? <SampleBadge /> : null}
        <span className="text-sm text-muted">
          {formatCount(rows.length)} {rows.length === 1 ? "sighting" : "sightings"}, last{" "}
          <Time at={newest.seenAt} now={now} />
        </span>
      </div>
      <ul className="mt-2 space-y-1 text-sm">
        {wordings.slice(0, 4).map((title) => (
          <li key={title}>
            “<OutLink href={rows.find((row) => row.title === title)?.url}>{title}</OutLink>”
          </li>
        ))}
        {wordings.length > 4 ? <li className="text-muted">and {wordings.length - 4} more wordings</li> : null}
      </ul>
      <p className="mt-2 text-sm text-muted">
        {standing(origin, newest.detail).join(" · ") || "It states no figure."}
      </p>
      <div className="mt-3 flex flex-wrap gap-6">
        {course ? <Course {...course} /> : null}
        {series && series.length > 1 ? (
          <Course
            what={`Interest, ${series.length} points`}
            values={series.map(([, value]) => value)}
            lowIsGood={false}
          />
        ) : null}
      </div>
      <details className="group mt-3">
        <summary className="bare-summary inline-flex min-h-11 items-center gap-1 text-sm font-medium">
          All sightings<span className="sr-only"> at {name}</span>
          <Icon name="chevron" className="size-4 transition-transform group-open:rotate-90" />
        </summary>
        <Table
          caption={`Sightings at ${name}`}
          columns={[
            { label: "Seen" },
            { label: "Rank", figures: true },
            { label: "Price", figures: true },
            { label: "Figures" },
          ]}
        >
          {rows.slice(0, ROWS).map((row) => (
            <Row key={row.id}>
              <Cell>
                <Time at={row.seenAt} now={now} />
              </Cell>
              <Cell figures>{formatCount(row.rank)}</Cell>
              <Cell figures>{formatAmount(row.priceAmount, row.priceCurrency)}</Cell>
              <Cell>{sightingFigures(origin, row.detail).join(" · ") || "none"}</Cell>
            </Row>
          ))}
        </Table>
        {rows.length > ROWS ? <p className="mt-2 text-xs text-muted">The newest {ROWS} are shown.</p> : null}
      </details>
    </Card>
  );
}

function Course({
  what,
  values,
  lowIsGood,
}: {
  what: string;
  values: readonly number[];
  lowIsGood: boolean;
}) {
  const from = formatCompact(values[0]);
  const to = formatCompact(values.at(-1));
  return (
    <figure className="min-w-0">
      <Sparkline
        values={values}
        lowIsGood={lowIsGood}
        label={`${what}: from ${from} to ${to}`}
        className="h-10 w-40"
      />
      <figcaption className="text-xs text-muted">
        {what}: {from} to {to}
      </figcaption>
    </figure>
  );
}

/** The figure of a source that changes from look to look, oldest first: rank, else engagement, else price. */
function courseOf(
  rows: readonly SightingRow[],
): { what: string; values: number[]; lowIsGood: boolean } | null {
  const inTime = rows.toReversed();
  const known = (read: (row: SightingRow) => number | null) =>
    inTime.map(read).filter((value) => value !== null);
  const ranks = known((row) => row.rank);
  if (ranks.length > 1) return { what: "Rank", values: ranks, lowIsGood: true };
  const engagement = known((row) => row.engagement);
  if (engagement.length > 1) return { what: "Engagement", values: engagement, lowIsGood: false };
  const prices = known((row) => (row.priceAmount === null ? null : Number(row.priceAmount)));
  return prices.length > 1 ? { what: "Price", values: prices, lowIsGood: true } : null;
}

function standing(origin: Origin, detail: Sighting): string[] {
  return [
    ...(detail.rank
      ? [`rank ${formatCount(detail.rank)}${detail.listSize ? ` of ${formatCount(detail.listSize)}` : ""}`]
      : []),
    ...(detail.list ? [`in ${detail.list}`] : []),
    ...(detail.price ? [formatAmount(detail.price.amount, detail.price.currency)] : []),
    ...sightingFigures(origin, detail),
  ];
}

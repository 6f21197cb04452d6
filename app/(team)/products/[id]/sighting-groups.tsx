import { SampleBadge } from "@/app/_ui/badge";
import { Fold } from "@/app/_ui/fold";
import { formatAmount, formatCompact, formatCount } from "@/app/_ui/format";
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

/** Where the product was seen: a line per origin of how it stands and went, every wording and sighting folded below. */
export function SightingGroups({ sightings, now }: { sightings: readonly SightingRow[]; now: Date }) {
  const groups = [...Map.groupBy(sightings, (row) => row.origin)];
  if (groups.length === 0) return <p className="text-sm text-muted">No sighting of it is kept any more.</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {groups.map(([origin, rows]) => (
        <li key={origin}>
          <Group origin={origin} rows={rows} now={now} />
        </li>
      ))}
    </ul>
  );
}

function Group({ origin, rows, now }: { origin: Origin; rows: readonly SightingRow[]; now: Date }) {
  const newest = rows[0];
  if (!newest) return null;
  const name = ORIGIN_LABELS[origin];
  const course = courseOf(rows);
  return (
    <Fold
      id={`seen-${origin}`}
      title={name}
      line={
        <>
          <span className="line-clamp-2">
            {standing(origin, newest.detail).join(" · ") || "It states no figure."}
          </span>
          <span className="block text-xs">
            {formatCount(rows.length)} {rows.length === 1 ? "sighting" : "sightings"}, last{" "}
            <Time at={newest.seenAt} now={now} />
          </span>
        </>
      }
      aside={course ? <CourseLine course={course} className="h-8 w-16 sm:w-30" /> : null}
    >
      <Seen name={name} origin={origin} rows={rows} course={course} now={now} />
    </Fold>
  );
}

type SeenProps = {
  name: string;
  origin: Origin;
  /** Newest first. */
  rows: readonly SightingRow[];
  course: CourseOfFigure | null;
  now: Date;
};

/** Every wording at one origin, how its figures went, and each look at it. */
function Seen({ name, origin, rows, course, now }: SeenProps) {
  const wordings = [...Map.groupBy(rows, (row) => row.title)];
  const series = rows[0]?.detail.series ?? [];
  return (
    <div className="space-y-3">
      {rows.some((row) => row.mode === "sample") ? <SampleBadge /> : null}
      <ul className="space-y-1 text-sm">
        {wordings.map(([title, [newest]]) => (
          <li key={title} className="wrap-anywhere">
            “<OutLink href={newest?.url}>{title}</OutLink>”
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-6">
        {course ? <Course {...course} /> : null}
        {series.length > 1 ? (
          <Course
            what={`Interest, ${series.length} points`}
            values={series.map(([, value]) => value)}
            lowIsGood={false}
          />
        ) : null}
      </div>
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
      {rows.length > ROWS ? <p className="text-xs text-muted">The newest {ROWS} are shown.</p> : null}
    </div>
  );
}

type CourseOfFigure = { what: string; values: readonly number[]; lowIsGood: boolean };

/** "Rank: 6 to 1". */
function courseWords({ what, values }: CourseOfFigure): string {
  return `${what}: ${formatCompact(values[0])} to ${formatCompact(values.at(-1))}`;
}

function CourseLine({ course, className }: { course: CourseOfFigure; className: string }) {
  const { values, lowIsGood } = course;
  return (
    <Sparkline values={values} lowIsGood={lowIsGood} label={courseWords(course)} className={className} />
  );
}

function Course(course: CourseOfFigure) {
  return (
    <figure className="min-w-0">
      <CourseLine course={course} className="h-10 w-40" />
      <figcaption className="text-xs text-muted">{courseWords(course)}</figcaption>
    </figure>
  );
}

/** The figure of a source that changes from look to look, oldest first: rank, else engagement, else price. */
function courseOf(rows: readonly SightingRow[]): CourseOfFigure | null {
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

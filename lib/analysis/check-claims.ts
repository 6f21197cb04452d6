import type { CheckedClaim, Claim, EvidenceItem } from "@/lib/core/evidence";
import { dimensionOfUnit, PLAIN, type Dimension } from "./quantity-words";
import { isSameDate, readDates, readSpans, type DateParts, type Span } from "./read-dates";
import { readQuantities, type Quantity } from "./read-quantities";
import { isGrowth, isSameQuantity } from "./same-quantity";

/** What the checker reads of an evidence item; everything but id and text may be absent. */
export type ClaimEvidence = Pick<EvidenceItem, "id" | "text"> &
  Partial<Pick<EvidenceItem, "metric" | "value" | "unit" | "range" | "points" | "seenAt">>;

type Known = { quantities: Quantity[]; dates: DateParts[]; spans: Set<Span> };

/**
 * Checks claims against the evidence they name: every number and date of a claim's text and its value must be found there.
 * Percent and fraction (11% is 0.11), x-fold and growth (4.2-fold is +320%), units of one kind (28 days are 4 weeks), separators
 * of both locales, thousands to billions, ranges and rounding as written are understood; a currency, a unit, a direction or
 * a counted thing that differs is not. Claims come back in order with `supported` and a reason for a person to read.
 */
export function checkClaims(claims: readonly Claim[], evidence: readonly ClaimEvidence[]): CheckedClaim[] {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  const names = namesWithNumbers(evidence);
  const read = new Map<string, Known>();
  const knownOf = (item: ClaimEvidence): Known => {
    const known = read.get(item.id) ?? knownIn(item);
    read.set(item.id, known);
    return known;
  };
  return claims.map((claim) => {
    const named = [...new Set(claim.evidence)];
    const items = named.flatMap((id) => byId.get(id) ?? []);
    const missing = named.filter((id) => !byId.has(id));
    const reason =
      named.length === 0
        ? "It names no evidence."
        : missing.length > 0
          ? `There is no evidence ${missing.join(", ")}.`
          : unsupportedPart(claim, items.map(knownOf), names);
    if (reason !== null) {
      return {
        ...claim,
        supported: false,
        reason: missing.length > 0 || named.length === 0 ? reason : `${reason} ${named.join(", ")}.`,
      };
    }
    return { ...claim, supported: true, reason: `Every number stands in ${named.join(", ")}.` };
  });
}

/** The first part of a claim that the evidence does not hold, as the beginning of a sentence; null when all of it stands. */
function unsupportedPart(claim: Claim, known: readonly Known[], names: ReadonlySet<string>): string | null {
  const dates = known.flatMap((one) => one.dates);
  const quantities = known.flatMap((one) => one.quantities);
  const { dates: said, rest } = readDates(claim.text);
  for (const date of said) {
    const year = date.month === null && date.day === null ? date.year : null;
    if (dates.some((one) => isSameDate(date, one))) continue;
    if (year !== null && quantities.some((one) => one.readings.some((reading) => reading.value === year)))
      continue;
    return `“${date.raw}” does not stand in`;
  }
  const inText = readQuantities(rest).filter((quantity) => !isPartOfName(quantity, names));
  for (const quantity of inText) {
    if (!isKnown(quantity, quantities, dates)) return `“${quantity.raw}” does not stand in`;
  }
  const spans = new Set(known.flatMap((one) => [...one.spans]));
  const other = spans.size === 0 ? undefined : [...readSpans(claim.text)].find((span) => !spans.has(span));
  if (other) return `A comparison over a ${other} does not stand in`;
  if (claim.value === null) return null;
  if (!Number.isFinite(claim.value)) return "Its value is no number that could stand in";
  const value = asQuantity(claim.value, dimensionOfUnit(claim.unit), inText);
  return isKnown(value, quantities, dates)
    ? null
    : `Its value ${value.raw}${claim.unit ? ` ${claim.unit}` : ""} does not stand in`;
}

function isKnown(quantity: Quantity, quantities: readonly Quantity[], dates: readonly DateParts[]): boolean {
  if (quantities.some((known) => isSameQuantity(quantity, known))) return true;
  return quantity.readings.some(
    ({ value, dimension }) =>
      dimension.kind === "plain" && value > 1900 && dates.some((date) => date.year === value),
  );
}

/** A value without a sign takes the direction that its text gives the same number. */
function asQuantity(value: number, dimension: Dimension, inText: readonly Quantity[]): Quantity {
  const size = Math.abs(value);
  const same = inText.find((quantity) =>
    quantity.readings.some((reading) => reading.value === size || reading.value === size * 100),
  );
  return {
    raw: String(value),
    readings: [{ value: size, step: stepOf(size), dimension }],
    direction: value < 0 ? -1 : (same?.direction ?? 0),
    signed: value < 0,
    hedge: same?.hedge ?? null,
    before: "",
    behind: "",
  };
}

function stepOf(value: number): number {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return 10 ** -decimals;
}

function knownIn(item: ClaimEvidence): Known {
  const { dates, rest } = readDates(item.text);
  const dimension = dimensionOfItem(item);
  const quantities = readQuantities(rest);
  const add = (value: number, of: Dimension) =>
    quantities.push({
      raw: String(value),
      readings: [{ value: Math.abs(value), step: stepOf(value), dimension: of }],
      direction: value < 0 ? -1 : item.metric && isGrowth(item.metric) && value > 0 ? 1 : 0,
      signed: value < 0,
      hedge: null,
      before: "",
      behind: "",
    });
  if (item.value !== null && item.value !== undefined) {
    // What the text says about the item's own number must not lose the sign that only the value has.
    for (const quantity of quantities) adoptSign(quantity, item.value, item.metric);
    add(item.value, dimension);
  }
  for (const end of item.range ?? []) add(end, dimension);
  for (const [date, value] of item.points ?? []) {
    add(value, PLAIN);
    dates.push(...readDates(date).dates);
  }
  if (item.seenAt) dates.push(...readDates(item.seenAt).dates);
  const spans = readSpans(item.text);
  const span = item.metric ? METRIC_SPAN[item.metric] : undefined;
  if (span) spans.add(span);
  return { quantities, dates, spans };
}

function adoptSign(quantity: Quantity, value: number, metric: string | undefined): void {
  if (!metric || !isGrowth(metric) || value === 0 || quantity.signed) return;
  const size = Math.abs(value);
  const isOwn = quantity.readings.some((reading) =>
    [size, size * 100].some((one) => Math.abs(reading.value - one) <= reading.step / 2),
  );
  if (!isOwn) return;
  quantity.direction = value < 0 ? -1 : 1;
  quantity.signed = value < 0;
}

const METRIC_UNIT: Partial<Record<EvidenceItem["metric"], string>> = {
  "review-count": "reviews",
  "competing-listings": "listings",
  upvotes: "upvotes",
  comments: "comments",
  views: "views",
  "search-volume": "searches",
  "source-count": "sources",
  "sighting-count": "sightings",
  "days-seen": "days",
  rating: "stars",
  rank: "rank",
};

const METRIC_SPAN: Partial<Record<EvidenceItem["metric"], Span>> = {
  "growth-yoy": "year",
  "growth-mom": "month",
  "growth-wow": "week",
};

function dimensionOfItem({ metric, unit }: ClaimEvidence): Dimension {
  const byMetric = metric ? METRIC_UNIT[metric] : undefined;
  return byMetric ? dimensionOfUnit(byMetric) : dimensionOfUnit(unit);
}

/** "iphone 15", "15 pro": numbers of the product's own name, word by word. */
function namesWithNumbers(evidence: readonly ClaimEvidence[]): Set<string> {
  const names = new Set<string>();
  for (const item of evidence) {
    if (item.metric !== "title") continue;
    for (const { raw, before, behind } of readQuantities(item.text)) {
      if (before) names.add(`${before} ${raw}`);
      if (behind) names.add(`${raw} ${behind}`);
    }
  }
  return names;
}

function isPartOfName({ raw, before, behind }: Quantity, names: ReadonlySet<string>): boolean {
  return (before !== "" && names.has(`${before} ${raw}`)) || (behind !== "" && names.has(`${raw} ${behind}`));
}

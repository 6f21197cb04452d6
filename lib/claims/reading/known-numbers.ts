/** The numbers, dates and lengths of time of an evidence item: those of its text, and those of its fields. */
import { looksLikeInstruction } from "@/agents/instruction-like";
import type { EvidenceItem } from "@/lib/core/evidence";
import { namesWithNumbers } from "./name-numbers";
import { dimensionOfUnit, PLAIN, type Dimension } from "./quantity-words";
import { readDates, type DateParts } from "./read-dates";
import { lengthsIn } from "./time-spans";
import { bareQuantity, readQuantities, type Quantity } from "./read-quantities";
import { isGrowth, isSameAmount } from "../comparing/same-quantity";

/** What the checker reads of an evidence item; everything but id and text may be absent. */
export type ClaimEvidence = Pick<EvidenceItem, "id" | "text"> &
  Partial<Pick<EvidenceItem, "metric" | "value" | "unit" | "range" | "points" | "seenAt">>;

export type Known = {
  quantities: Quantity[];
  dates: DateParts[];
  /** The times that its numbers count over, in days. */
  lengths: number[];
  /** Numbers of the product's own name, with the word beside them. */
  names: string[];
};

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

/** Days that the growth of a metric is over. */
const METRIC_DAYS: Partial<Record<EvidenceItem["metric"], number>> = {
  "growth-yoy": 365.25,
  "growth-mom": 30.4375,
  "growth-wow": 7,
};

const METRIC_SUBJECT: Partial<Record<EvidenceItem["metric"], string>> = {
  price: "price",
  "price-range": "price",
  cost: "cost",
  "landed-cost": "cost",
  fees: "fee",
  discount: "discount",
  "margin-low": "margin",
  "margin-likely": "margin",
  "margin-high": "margin",
};

/** Everything that a claim may repeat of an item. What a page tells models instead of buyers is not believed. */
export function knownIn(item: ClaimEvidence): Known {
  const text = believed(item.text);
  const { dates, rest } = readDates(text);
  const quantities = readQuantities(rest, text);
  const { dimension, factor } = dimensionOfItem(item);
  if (item.value !== null && item.value !== undefined) {
    // What the text says about the item's own number must not lose the sign that only the value has.
    for (const quantity of quantities) adoptSign(quantity, item.value, item.metric);
    quantities.push(asInText(ownNumber(item, item.value * factor, dimension), quantities));
  }
  if (item.range) quantities.push(...endsOf(item.range, dimension).map((end) => asInText(end, quantities)));
  for (const [date, value] of item.points ?? []) {
    quantities.push(numbered(value, PLAIN));
    dates.push(...readDates(date).dates);
  }
  if (item.seenAt) dates.push(...readDates(item.seenAt).dates);
  const days = item.metric ? METRIC_DAYS[item.metric] : undefined;
  const lengths = [...lengthsIn(text).map((one) => one.days), ...(days === undefined ? [] : [days])];
  return { quantities, dates, lengths, names: namesWithNumbers(item) };
}

function believed(text: string): string {
  if (!looksLikeInstruction(text)) return text;
  return text
    .split(/(?<=[.!?;])\s+|\n+/u)
    .filter((sentence) => !looksLikeInstruction(sentence))
    .join(" ");
}

/** The place of the last decimal of a number. */
export function stepOf(value: number): number {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return 10 ** -decimals;
}

function numbered(value: number, dimension: Dimension): Quantity {
  const size = Number(Math.abs(value).toPrecision(12));
  const bare = bareQuantity(String(value), [{ value: size, step: stepOf(size), dimension }]);
  return { ...bare, direction: value < 0 ? -1 : 0, signed: value < 0 };
}

function ownNumber(item: ClaimEvidence, value: number, dimension: Dimension): Quantity {
  const own = numbered(value, dimension);
  const subject = item.metric ? METRIC_SUBJECT[item.metric] : undefined;
  if (subject) own.about = [subject];
  if (item.metric && isGrowth(item.metric) && value > 0) own.direction = 1;
  // One end of a range is no number of its own.
  if (item.range) own.range = { low: item.range[0], high: item.range[1], end: "high", isSpan: true };
  return own;
}

/** A field's number with what the text binds to the same number. */
function asInText(field: Quantity, written: readonly Quantity[]): Quantity {
  const twin = written.find((one) => isSameAmount(field, one));
  return twin ? { ...field, bound: twin.bound } : field;
}

function endsOf([low, high]: [number, number], dimension: Dimension): Quantity[] {
  return (["low", "high"] as const).map((end) => ({
    ...numbered(end === "low" ? low : high, dimension),
    range: { low, high, end, isSpan: true },
  }));
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

function dimensionOfItem({ metric, unit }: ClaimEvidence) {
  return dimensionOfUnit((metric ? METRIC_UNIT[metric] : undefined) ?? unit);
}

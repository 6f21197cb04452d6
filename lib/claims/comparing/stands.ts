/** Does a quantity of a claim stand in the evidence that the claim names? */
import type { Bound } from "../reading/bind-sentence";
import { isBesideOthers } from "../reading/near-words";
import { isOthersNumber } from "../reading/owners";
import { isHighest, isLowest } from "../reading/qualifier-words";
import type { DateParts } from "../reading/read-dates";
import { daysOf, type Quantity } from "../reading/read-quantities";
import { isSameLength, isSameSpan } from "../reading/time-spans";
import { isComparable, isOfKind, isSameAmount, isSameQuantity } from "./same-quantity";

/** All that the named items state; `lengths` are the times they count over, in days. */
export type Stated = { quantities: Quantity[]; items: Quantity[][]; dates: DateParts[]; lengths: number[] };

/** True where some quantity of the evidence is the claim's, is told of the same owner, and counts over the same time. */
export function stands(quantity: Quantity, { quantities, items, dates, lengths }: Stated): boolean {
  const times =
    quantity.bound.over === null ? [] : [...lengths, ...quantities.flatMap((one) => daysOf(one) ?? [])];
  const same = quantities.filter(
    (known) =>
      isSameQuantity(quantity, known) &&
      isTimed(quantity, known, times) &&
      !isOthersTime(quantity, known, quantities),
  );
  const rivals =
    same.length === 0 ? [] : quantities.filter((known) => isOfKind(quantity, known)).map(ownersOf);
  const isOwn = (known: Quantity) =>
    !isOthersQualifier(quantity, known, quantities) &&
    !isOthersSubject(quantity, known, quantities) &&
    !isBesideAnother(quantity, known, items) &&
    !isOthersNumber(ownersOf(quantity), ownersOf(known), rivals);
  if (same.some((known) => isOwn(known) && isExtreme(quantity, known, quantities))) return true;
  if (same.length > 0) return false;
  const isSpan = quantity.about.length === 0 && OVER.test(quantity.before);
  const days = isSpan && quantity.bound.over === null ? daysOf(quantity) : null;
  const isNamed = days !== null && quantities.some((known) => isClose(daysOf(known) ?? 0, days));
  if (days !== null && !isNamed && lengths.some((one) => isClose(one, days))) return true;
  const isYear = /^(?:19|20)\d\d$/.test(quantity.raw) && quantity.readings[0]?.dimension.kind === "plain";
  return isYear && dates.some((date) => date.year === Number(quantity.raw));
}

/** The time that another number of the kind counts over is not this one's. */
function isOthersTime(claim: Quantity, known: Quantity, quantities: readonly Quantity[]): boolean {
  const { over } = claim.bound;
  if (over === null || known.bound.over !== null) return false;
  return quantities.some(
    (one) =>
      one.bound.over !== null &&
      isSameSpan(over, one.bound.over) &&
      isComparable(claim, one) &&
      !isSameAmount(one, known),
  );
}

/** What sets another number of the kind apart does not set this one apart: the total is not the week's. */
function isOthersQualifier(claim: Quantity, known: Quantity, quantities: readonly Quantity[]): boolean {
  const missing = claim.bound.qualifiers.filter((one) => !known.bound.qualifiers.includes(one));
  return quantities.some(
    (one) =>
      one.bound.qualifiers.some((qualifier) => missing.includes(qualifier)) &&
      isOfKind(claim, one) &&
      !isSameAmount(one, known),
  );
}

/** What comes on top of a price, and is named wherever it is told. */
const ADDED = new Set(["shipping", "fee", "subscription", "advertising", "duty", "tax"]);

/** What another number of the kind is of, this one is not where nothing says so. */
function isOthersSubject(claim: Quantity, known: Quantity, quantities: readonly Quantity[]): boolean {
  const added = claim.about.filter((subject) => ADDED.has(subject));
  if (known.about.length > 0 || added.length === 0) return false;
  return quantities.some(
    (one) =>
      one.about.some((subject) => added.includes(subject)) &&
      isOfKind(claim, one) &&
      !isSameAmount(one, known),
  );
}

/** The words at the claim's number stand in the same item at another number of the kind, and not at this one. */
function isBesideAnother(claim: Quantity, known: Quantity, items: readonly Quantity[][]): boolean {
  const siblings = items.find((item) => item.includes(known)) ?? [];
  const others = siblings.filter(
    (one) => isOfKind(claim, one) && isOfKind(known, one) && !isSameAmount(one, known),
  );
  return isBesideOthers(
    claim.bound.near,
    known.bound.near,
    others.map(({ bound }) => bound.near),
  );
}

/** "The lowest price" has none below it in the evidence, is an end of a range, or is called so. */
function isExtreme(claim: Quantity, known: Quantity, quantities: readonly Quantity[]): boolean {
  const { qualifiers } = claim.bound;
  const sense = isHighest(qualifiers) ? 1 : isLowest(qualifiers) ? -1 : 0;
  if (sense === 0 || known.bound.qualifiers.some((one) => qualifiers.includes(one))) return true;
  if (known.hedge !== null || known.range?.end === (sense === 1 ? "high" : "low")) return true;
  const kindred = quantities.filter((one) => one !== known && isOfKind(claim, one) && isOfKind(known, one));
  const sizeOf = ({ readings }: Quantity) => readings[0]?.value ?? 0;
  return kindred.every((one) => sense * (sizeOf(one) - sizeOf(known)) <= 0);
}

/** The words before a time over which something counts. */
const OVER = /^(?:in|over|within|past|last|previous|during|the|an?|of|for|first)$/u;

/** "30 days" for "the past month", as months are long. */
const isClose = (days: number, others: number) => Math.abs(days - others) <= 0.015 * days;

const ownersOf = ({ bound }: { bound: Bound }) => bound.owners;

/** A time that stands nowhere in the evidence is made up; one that stands beside the number may be its own. */
function isTimed({ bound: { over } }: Quantity, known: Quantity, lengths: readonly number[]): boolean {
  if (over === null || known.bound.over !== null) return true;
  return "days" in over && lengths.some((one) => isSameLength(one, over.days));
}

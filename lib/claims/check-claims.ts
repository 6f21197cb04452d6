import { looksLikeInstruction } from "@/agents/instruction-like";
import type { CheckedClaim, Claim } from "@/lib/core/evidence";
import { UNBOUND } from "./reading/bind-sentence";
import { knownIn, stepOf, type ClaimEvidence, type Known } from "./reading/known-numbers";
import { isNaming, isPartOfName, otherModel } from "./reading/name-numbers";
import { dimensionOfUnit } from "./reading/quantity-words";
import { isSameDate, readDates, type DateParts } from "./reading/read-dates";
import { bareQuantity, readQuantities, TEXT_LIMIT, type Quantity } from "./reading/read-quantities";
import { isSameLength, lengthsIn } from "./reading/time-spans";
import { subjectsIn } from "./reading/subject-words";
import { directionOf } from "./reading/quantity-context";
import { stands, type Stated } from "./comparing/stands";
import { isComparable, isSameAmount, isSameQuantity } from "./comparing/same-quantity";

export type { ClaimEvidence } from "./reading/known-numbers";

/** Numbers in one claim; a claim states one or two, and a list of hundreds would only cost time. */
const MOST_NUMBERS = 40;

/** Why a claim does not stand: the first part of a sentence that the evidence it names ends, or a whole sentence. */
type Fault = { before: string } | { whole: string };

/**
 * Checks claims against the evidence they name: every number and date of a claim's text must be found there, and its value
 * must be one of its text's numbers, or be found itself. Understood are percent and fraction (11% is 0.11), x-fold and growth
 * (4.2-fold is +320%), units of one kind (28 days are 4 weeks), separators of both locales, scales, spelled numbers, ranges,
 * bounds and rounding as written. Another currency, unit, direction, period, subject or counted thing is another number.
 * Nothing is derived: a sum, a difference or a ratio of two numbers that stand in the evidence stands there only where the
 * evidence states it. A claim that repeats an instruction to models is marked as an attack.
 * Claims come back in order with `supported` and a reason for a person to read.
 */
export function checkClaims(claims: readonly Claim[], evidence: readonly ClaimEvidence[]): CheckedClaim[] {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  const readings = new Map<ClaimEvidence, Known>();
  const readingOf = (item: ClaimEvidence) => {
    const reading = readings.get(item) ?? knownOf(item);
    readings.set(item, reading);
    return reading;
  };
  const names = new Set(evidence.filter(isNaming).flatMap((item) => readingOf(item).names));
  return claims.map((claim) => {
    if (looksLikeInstruction(claim.text)) {
      const reason = "It repeats text that is worded as an instruction to a model: an attack, not a finding.";
      return { ...claim, supported: false, attack: true, reason };
    }
    if (claim.text.length > TEXT_LIMIT) {
      return { ...claim, supported: false, reason: "It is too long to be checked; a claim is a sentence." };
    }
    const named = [...new Set(claim.evidence)];
    const missing = named.filter((id) => !byId.has(id));
    if (named.length === 0) return { ...claim, supported: false, reason: "It names no evidence." };
    if (missing.length > 0) {
      return { ...claim, supported: false, reason: `There is no evidence ${missing.join(", ")}.` };
    }
    const known = named.flatMap((id) => byId.get(id) ?? []).map(readingOf);
    const spoken = numbersOf(claim, names);
    const fault = unsupportedPart(claim, spoken, known) ?? otherName(claim, evidence);
    const where = named.join(", ");
    if (fault)
      return {
        ...claim,
        supported: false,
        reason: "whole" in fault ? fault.whole : `${fault.before} ${where}.`,
      };
    const isBare = spoken.dates.length === 0 && spoken.quantities.length === 0 && claim.value === null;
    const reason = isBare
      ? `It states no number; ${where} is there to read.`
      : `Every number stands in ${where}.`;
    return { ...claim, supported: true, reason };
  });
}

/** Readings that are kept: a run's twelve steps read the same items, and its claims are checked again when it is judged. */
const MOST_KEPT = 2_000;

function keeping<Reading>(kept: Map<string, Reading>, key: string, read: () => Reading): Reading {
  const reading = kept.get(key) ?? read();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, reading);
  return reading;
}

const items = new Map<string, Known>();
const sentences = new Map<string, Spoken>();

function knownOf(item: ClaimEvidence): Known {
  const { text, metric, value, unit, range, points, seenAt } = item;
  const key = JSON.stringify([text, metric, value, unit, range, points, seenAt]);
  return keeping(items, key, () => knownIn(item));
}

type Spoken = { dates: DateParts[]; quantities: Quantity[] };

function numbersOf({ text }: Claim, names: ReadonlySet<string>): Spoken {
  const { dates, quantities } = keeping(sentences, text, () => {
    const { dates, rest } = readDates(text);
    return { dates, quantities: readQuantities(rest, text) };
  });
  return { dates, quantities: quantities.filter((quantity) => !isPartOfName(quantity, names)) };
}

/** The first part of a claim that the evidence does not hold; null when all of it stands. */
function unsupportedPart(claim: Claim, spoken: Spoken, known: readonly Known[]): Fault | null {
  if (spoken.quantities.length > MOST_NUMBERS)
    return { whole: "It states too many numbers to be one claim." };
  const all: Stated = {
    dates: known.flatMap((one) => one.dates),
    quantities: known.flatMap((one) => one.quantities),
    items: known.map((one) => one.quantities),
    lengths: known.flatMap((one) => one.lengths),
  };
  for (const date of spoken.dates) {
    if (!all.dates.some((one) => isSameDate(date, one)) && !isWrittenYear(date, all.quantities)) {
      return { before: `“${date.raw}” does not stand in` };
    }
  }
  for (const quantity of spoken.quantities) {
    if (!stands(quantity, all)) return { before: `“${quantity.raw}” does not stand in` };
  }
  return unsupportedTime(claim, spoken, all) ?? valueFault(claim, spoken.quantities, all);
}

/** A text without a number still says over which time its value counts. */
function unsupportedTime({ text }: Claim, { quantities }: Spoken, { lengths }: Stated): Fault | null {
  if (quantities.length > 0 || lengths.length === 0) return null;
  const other = lengthsIn(text).find(({ days }) => !lengths.some((one) => isSameLength(one, days)));
  return other ? { before: `“${other.raw}” does not stand in` } : null;
}

/** A year that the evidence writes where no date can be told from a number: "2024 sales". */
function isWrittenYear({ year, month, day }: DateParts, quantities: readonly Quantity[]): boolean {
  return month === null && day === null && quantities.some((one) => one.raw === String(year));
}

/**
 * The value is as precise as the text that states it: 12,500 for "12.5k units". A value with more digits than its text must
 * stand in the evidence itself; one that differs from every number of its kind in the text contradicts it.
 */
function valueFault({ text, value, unit }: Claim, stated: readonly Quantity[], all: Stated): Fault | null {
  if (value === null) return null;
  if (!Number.isFinite(value)) return { before: "Its value is no number that could stand in" };
  const own = quantityOf(value, unit);
  const written = `${value}${unit ? ` ${unit}` : ""}`;
  const kindred = stated.filter((one) => isComparable(own, one));
  const same = kindred.filter(
    (one) =>
      (isSameAmount(own, one) || isSameQuantity({ ...one, move: null, bound: UNBOUND }, own)) &&
      !(value < 0 && one.direction === 1),
  );
  if (kindred.length > 0 && same.length === 0) return { whole: `Its value ${written} contradicts its text.` };
  for (const one of same) {
    const direction = value < 0 ? -1 : one.direction;
    const precise = asPrecise(own, one);
    const bounds = precise === own ? {} : { hedge: one.hedge, range: one.range };
    if (stands({ ...precise, ...bounds, direction, about: one.about, bound: one.bound }, all)) return null;
  }
  // A text without the number says which way it goes and what it is of: "Discount", value 30.
  const told: Quantity = {
    ...own,
    direction: own.direction === 0 ? directionOf(text, "") : own.direction,
    about: subjectsIn(
      text,
      own.readings.map(({ dimension }) => dimension),
    ),
  };
  if (same.length === 0 && (stands(own, all) || stands(told, all))) return null;
  return { before: `Its value ${written} does not stand in` };
}

function quantityOf(value: number, unit: string | null): Quantity {
  const { dimension, factor } = dimensionOfUnit(unit);
  const size = Number((Math.abs(value) * factor).toPrecision(12));
  const bare = bareQuantity(String(value), [{ value: size, step: stepOf(size), dimension }]);
  return { ...bare, direction: value < 0 ? -1 : 0, signed: value < 0 };
}

/** The value with the precision of its text, where the text states exactly that number. */
function asPrecise(own: Quantity, stated: Quantity): Quantity {
  const exact = (quantity: Quantity) => quantity.readings.map((reading) => ({ ...reading, step: 0 }));
  if (!isSameAmount({ ...own, readings: exact(own) }, { ...stated, readings: exact(stated) })) return own;
  // A value without a unit means what its text means.
  if (own.readings.every(({ dimension }) => dimension.kind === "plain"))
    return { ...own, readings: stated.readings };
  const relative = Math.max(
    ...stated.readings.map(({ step, value }) => (value === 0 ? 0 : step / Math.abs(value))),
  );
  return {
    ...own,
    readings: own.readings.map((reading) => ({ ...reading, step: reading.value * relative })),
  };
}

function otherName({ text }: Claim, evidence: readonly ClaimEvidence[]): Fault | null {
  const model = otherModel(text, evidence);
  return model === null ? null : { whole: `The evidence knows “${model}” only with another number.` };
}

import type { ReactNode } from "react";
import { z } from "zod";
import { ruleLabel } from "@/app/_ui/rule-labels";
import { exactTime } from "@/app/_ui/time";
import { EVERYWHERE, STATED_INPUTS, STATED_LABELS, statement, type StatedFigure } from "@/lib/core/statement";
import {
  MARKETPLACE_LABELS,
  MARKETPLACES,
  ROLE_LABELS,
  ROLES,
  VERDICT_LABELS,
  VERDICTS,
} from "@/lib/core/words";

/** What stands beside a row, as pairs a person can read; changes as "from → to". */
export function Details({ details, people }: { details: Record<string, unknown> | null; people: Names }) {
  const pairs = details ? pairsOf(details, people) : [];
  if (pairs.length === 0) return null;
  return (
    <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
      {pairs.map(([label, value]) => (
        <div key={label} className="flex min-w-0 max-w-full gap-1.5">
          <dt className="shrink-0 text-muted">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Names of people by their ids. */
type Names = ReadonlyMap<string, string>;

/** Labels with values in words; exported for its test. */
export function pairsOf(
  details: Record<string, unknown>,
  people: Names = new Map(),
): [label: string, value: ReactNode][] {
  const { from, to, before, after, ...rest } = details;
  const pairs: [string, ReactNode][] = [];
  if (from !== undefined) pairs.push(["Changed", change(from, to)]);
  else if (to !== undefined) pairs.push(["To", inWords(to)]);
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (inWords(before[key]) !== inWords(after[key]))
        pairs.push([label(key), change(before[key], after[key])]);
    }
  } else {
    if (before !== undefined) pairs.push(["Before", inWords(before)]);
    if (after !== undefined) pairs.push(["After", inWords(after)]);
  }
  for (const [key, value] of Object.entries(rest)) {
    const person = typeof value === "string" ? people.get(value) : undefined;
    if (value !== null) pairs.push([label(key), person ?? named(key, value)]);
  }
  return pairs;
}

function change(from: unknown, to: unknown): string {
  return `${inWords(from)} → ${inWords(to)}`;
}

/** A change that stands within a row: "45.05 → 47.36", or what stayed as it was. */
function changeWithin(key: string, { from, to }: Record<string, unknown>): string {
  const [before, after] = [named(key, from), named(key, to)];
  return before === after ? `${after} as before` : `${before} → ${after}`;
}

/** Names of our own read as on the other pages; everything else as it stands. */
function named(key: string, value: unknown): string {
  if (isRecord(value) && Object.keys(value).sort().join() === "from,to") return changeWithin(key, value);
  if (key === "platform" || key === "place") {
    const marketplace = MARKETPLACES.find((known) => known === value);
    if (marketplace) return MARKETPLACE_LABELS[marketplace];
    if (value === EVERYWHERE) return "all marketplaces";
  }
  if (key === "input") {
    const input = STATED_INPUTS.find((known) => known === value);
    if (input) return STATED_LABELS[input];
  }
  if (key === "rule" && typeof value === "string") return ruleLabel(value);
  const role = key === "role" ? ROLES.find((known) => known === value) : undefined;
  if (role) return ROLE_LABELS[role];
  const verdict = key === "verdict" ? VERDICTS.find((known) => known === value) : undefined;
  return verdict ? VERDICT_LABELS[verdict] : inWords(value);
}

const instant = z.iso.datetime();

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "string" && instant.safeParse(value).success) return exactTime(new Date(value));
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(inWords).join(", ") || "nothing";
  const figure = statedFigure.safeParse(value);
  if (figure.success) return figureWords(figure.data);
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([key, entry]) => `${label(key).toLowerCase()} ${inWords(entry)}`)
      .join(", ");
  }
  return JSON.stringify(value);
}

const statedFigure = statement.pick({ low: true, likely: true, high: true, unit: true, note: true });

/** What a person stated of the money, as the product’s page says it. */
function figureWords({ low, likely, high, unit, note }: StatedFigure): string {
  const range = low === high ? "" : `, from ${low} to ${high}`;
  return `${likely} ${unit}${range}${note === "" ? "" : ` (${note})`}`;
}

/** "revenueCurrency" → "Revenue currency". */
function label(key: string): string {
  const own = LABELS[key];
  if (own) return own;
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LABELS: Record<string, string> = {
  runId: "Run",
  productId: "Product number",
  email: "E-mail",
  platform: "Marketplace",
  place: "Where",
  input: "Figure",
  listingUrl: "Link",
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Fee rows and their arithmetic, in whole cents and basis points (1500 is 15%), so that no float rounds a fee. */

export type Confidence = "official" | "high" | "medium" | "low";

export type FeeRow = {
  category: string;
  /** `whole`: the rate of the band the price falls in applies to all of it. `marginal`: each part at its own rate. */
  kind: "whole" | "marginal";
  /** Rising upper bounds in cents, inclusive; the last is null for "and above". */
  bands: readonly (readonly [upToCents: number | null, basisPoints: number])[];
  minimumCents: number;
  /** Added to every item whatever it costs. */
  closingCents: number;
  confidence: Confidence;
  note?: string;
  /** Other names of the category. */
  also: readonly string[];
};

export type FeeSchedule = {
  /** The day the rates took effect or were last read, ISO. */
  effective: string;
  currency: "USD";
  source: string;
  rows: readonly FeeRow[];
};

/** The percentage fee of a row on a price, in cents, rounded half up once; the row's minimum applies, never more than the price. */
export function bandFeeCents(row: FeeRow, priceCents: number): number {
  if (priceCents <= 0) return 0;
  const fee = row.kind === "whole" ? wholeFee(row, priceCents) : marginalFee(row, priceCents);
  return Math.min(priceCents, Math.max(fee, row.minimumCents));
}

function wholeFee(row: FeeRow, priceCents: number): number {
  const band = row.bands.find(([upTo]) => upTo === null || priceCents <= upTo);
  return band ? share(priceCents, band[1]) : 0;
}

function marginalFee(row: FeeRow, priceCents: number): number {
  let below = 0;
  let hundredthsOfCents = 0;
  for (const [upTo, basisPoints] of row.bands) {
    const top = upTo === null ? priceCents : Math.min(priceCents, upTo);
    hundredthsOfCents += Math.max(0, top - below) * basisPoints;
    below = top;
  }
  return Math.floor((hundredthsOfCents + 5_000) / 10_000);
}

/** `basisPoints` of an amount in whole cents, rounded half up. */
export function share(cents: number, basisPoints: number): number {
  return Math.floor((cents * basisPoints + 5_000) / 10_000);
}

/** The row that a category's name stands for, or null: see `plain` for how names are compared. */
export function rowNamed(schedule: FeeSchedule, category: string): FeeRow | null {
  // Of a path such as "Coins & Paper Money > Bullion" the last part says most.
  for (const part of [category, ...category.split(">").toReversed()]) {
    const wanted = plain(part);
    if (wanted === "") continue;
    const row = schedule.rows.find((candidate) =>
      [candidate.category, ...candidate.also].some((name) => plain(name) === wanted),
    );
    if (row) return row;
  }
  return null;
}

/** A name without what people write differently: case, "&" for "and", apostrophes, what stands in brackets. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/\([^()]*\)/g, " ")
    .replaceAll("&", " and ")
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

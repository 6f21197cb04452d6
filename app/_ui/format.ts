/** Figures for people. What is not known reads "unknown": never zero, never a bare dash. */
import { formatMoney } from "@/lib/core/money";

export const UNKNOWN = "unknown";

const count = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const usd = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 4 });

/** 12345 → "12,345". */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : count.format(value);
}

/** 12345 → "12.3K". */
export function formatCompact(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : compact.format(value);
}

/** A percentage as stored in percent: 32.4 → "32.4%". */
export function formatPercent(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : `${oneDecimal.format(value)}%`;
}

/** A fraction as a percentage: 0.82 → "82%". */
export function formatFraction(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : `${count.format(value * 100)}%`;
}

/** A score of 0–100 with at most one decimal: 77.96 → "78". */
export function formatScore(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : oneDecimal.format(value);
}

/** A part of a score, with the two decimals that make the parts add up. */
export function formatPart(value: number): string {
  return value.toFixed(2);
}

/** Amount string beside its currency: "$19.99". */
export function formatAmount(amount: string | null | undefined, currency: string | null | undefined): string {
  return amount && currency ? formatMoney({ amount, currency }) : UNKNOWN;
}

/** US dollars with up to four decimals: model calls cost fractions of a cent. */
export function formatUsd(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : usd.format(value);
}

/** Milliseconds as people read them: "85 ms", "1.2 s", "3 min 5 s", "2 h 4 min". */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms) || ms < 0) return UNKNOWN;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${oneDecimal.format(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

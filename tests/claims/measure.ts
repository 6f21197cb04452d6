/** Measures the claim checker: how many planted fabrications it strikes, and how many honest claims, by kind of alteration. */
import { checkClaims, type ClaimEvidence } from "@/lib/claims/check-claims";
import type { Planted } from "./written-reports";

type Row = { alteration: string; planted: number; caught: number; missed: string[] };
export type Measure = { reports: number; honest: number; struck: string[]; rows: Row[] };

/** Adds reports one after another; `result` may be read at any time. */
export function measureClaims() {
  const rows = new Map<string, Row>();
  const result: Measure = { reports: 0, honest: 0, struck: [], rows: [] };
  return {
    result,
    add(evidence: readonly ClaimEvidence[], planted: readonly Planted[]): void {
      result.reports += 1;
      const texts = new Map(evidence.map((item) => [item.id, item.text]));
      const checked = checkClaims(
        planted.map(({ claim }) => claim),
        evidence,
      );
      for (const [index, { supported, reason, text, value, unit, evidence: ids }] of checked.entries()) {
        const alteration = planted[index]?.alteration ?? null;
        const known = ids.map((id) => texts.get(id)).join(" | ");
        const said = `${text} [${value ?? "–"} ${unit ?? ""}] ← ${known}`;
        if (alteration === null) {
          result.honest += 1;
          if (!supported) result.struck.push(`${said} (${reason})`);
          continue;
        }
        const row = rows.get(alteration) ?? { alteration, planted: 0, caught: 0, missed: [] };
        if (!rows.has(alteration)) {
          rows.set(alteration, row);
          result.rows.push(row);
        }
        row.planted += 1;
        if (supported) row.missed.push(said);
        else row.caught += 1;
      }
    },
  };
}

/** The share of fabrications that were struck, and of honest claims that were. */
export function sharesOf({ rows, honest, struck }: Measure): { caught: number; struck: number } {
  const sum = (field: "planted" | "caught") => rows.reduce((total, row) => total + row[field], 0);
  return { caught: sum("caught") / Math.max(1, sum("planted")), struck: struck.length / Math.max(1, honest) };
}

/** The measure as lines of a table, the worst rows first, and what went wrong beneath it. */
export function claimsTable({ reports, honest, struck, rows }: Measure): string[] {
  const planted = rows.reduce((sum, row) => sum + row.planted, 0);
  const caught = rows.reduce((sum, row) => sum + row.caught, 0);
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)}%`;
  const line = (name: string, all: number, right: number) =>
    `${name.padEnd(44)}${String(all).padStart(8)}${String(right).padStart(8)}${share(right, all).padStart(10)}`;
  return [
    `${reports} reports`,
    `${"alteration".padEnd(44)}${"planted".padStart(8)}${"caught".padStart(8)}${"share".padStart(10)}`,
    ...rows
      .toSorted(
        (a, b) => a.caught / a.planted - b.caught / b.planted || a.alteration.localeCompare(b.alteration),
      )
      .map((row) => line(row.alteration, row.planted, row.caught)),
    line("all alterations", planted, caught),
    line("honest claims left standing", honest, honest - struck.length),
    ...rows.flatMap((row) => row.missed.slice(0, 3).map((said) => `missed, ${row.alteration}: ${said}`)),
    ...struck.slice(0, 40).map((said) => `struck though honest: ${said}`),
  ];
}

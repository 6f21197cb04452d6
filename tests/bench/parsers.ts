/** What reading a page costs beside what a selector library takes to load it, before a question is asked of it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { load } from "cheerio";
import { SCANNERS } from "@/scanners/registry";
import type { Page } from "@/scanners/scanner";
import { samplePages } from "@/scanners/world";

const RECORDED = path.resolve(
  import.meta.dirname,
  "../../../shared/captures/amazon-best-sellers/us-electronics-2026-07-19.html",
);

export type ParserFigures = {
  /** Which page was read: a recording beside the project, else the sample. */
  page: string;
  kilobytes: number;
  items: number;
  /** Medians. */
  parseMs: number;
  megabytesPerSecond: number;
  cheerioLoadMs: number;
  /** Below 1: the whole answer comes sooner than the library's tree. */
  ratio: number;
};

function amazonPage(): { name: string; page: Page } {
  const [sample] = samplePages("amazon-best-sellers", 13, new Date("2026-11-22T10:00:00Z"));
  if (sample === undefined) throw new Error("The sample world has no Amazon page.");
  return existsSync(RECORDED)
    ? { name: "recorded list of 2026-07", page: { ...sample, body: readFileSync(RECORDED, "utf8") } }
    : { name: "sample list", page: sample };
}

function medianMs(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Reads one Amazon list many times, in turn with a bare load of it, so that both meet the same machine. */
export function benchParsers(rounds = 60): ParserFigures {
  const { name, page } = amazonPage();
  const scanner = SCANNERS["amazon-best-sellers"];
  const [parsing, loading]: [number[], number[]] = [[], []];
  const timed = (times: number[], work: () => unknown): void => {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  };
  let items = 0;
  for (let round = 0; round < rounds + 10; round += 1) {
    // The first ten warm both sides.
    const [parses, loads]: [number[], number[]] = round < 10 ? [[], []] : [parsing, loading];
    timed(parses, () => (items = scanner.parse(page).items.length));
    timed(loads, () => load(page.body));
  }
  const bytes = Buffer.byteLength(page.body);
  const [parseMs, cheerioLoadMs] = [medianMs(parsing), medianMs(loading)];
  return {
    page: name,
    kilobytes: Math.round(bytes / 1_000),
    items,
    parseMs,
    megabytesPerSecond: bytes / 1_000 / parseMs,
    cheerioLoadMs,
    ratio: parseMs / cheerioLoadMs,
  };
}

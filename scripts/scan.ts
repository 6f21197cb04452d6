/** `npm run scan -- SOURCE …`: scans one source, live or from a saved response. */
import { readFileSync, statSync } from "node:fs";
import { systemClock } from "@/lib/core/clock";
import { BadRequestError, messageOf } from "@/lib/core/errors";
import { formatMoney } from "@/lib/core/money";
import type { Sighting } from "@/lib/core/sighting";
import { SOURCE_IDS, type SourceId } from "@/lib/core/words";
import { env } from "@/lib/env";
import { collectLive } from "@/lib/scanning/collect-pages";
import { oneAnswer } from "@/lib/scanning/one-answer";
import { credentialsOf } from "@/lib/scanning/source-settings";
import { SCANNERS } from "@/scanners/registry";
import { savedPage } from "@/scanners/saved-page";
import type { Parsed, RequestSpec, Scanner } from "@/scanners/scanner";
import { command } from "./command";

const SOURCES = `The sources are ${SOURCE_IDS.join(", ")}.`;
const USAGE = `npm run scan -- SOURCE [--file SAVED] [--json] [--locale de-DE] [--url URL] [--ignore-robots]

${SOURCES}
--file          reads a saved response instead of asking the source
--json          prints {"source", "kind", "items", "rejects"} and nothing else
--locale        language and country to ask for, en-US where left out; with --file, where the page does not say its own
--url           asks that address instead of the source's first; with --file, the address the page was saved from
--ignore-robots asks for what the site's robots rules keep back, too
Exit code 2: blocked, not recognised, or asked wrongly; 1: not reached.`;

function sourceNamed(name: string | undefined): SourceId {
  const known = SOURCE_IDS.find((id) => id === name);
  if (known) return known;
  throw new BadRequestError(
    `${name === undefined ? "Name one source." : `"${name}" is not a source.`} ${SOURCES}`,
  );
}

function checkedLocale(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    throw new BadRequestError(`"${text}" is not a locale; give one such as en-US or de-DE.`);
  }
}

function readSaved(file: string): { bytes: Uint8Array; savedAt: Date } {
  let bytes: Uint8Array;
  let savedAt: Date;
  try {
    bytes = readFileSync(file);
    savedAt = statSync(file).mtime;
  } catch (thrown) {
    throw new BadRequestError(`${file} cannot be read: ${messageOf(thrown, 120)}`);
  }
  if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    throw new BadRequestError(`${file} is empty.`);
  }
  return { bytes, savedAt };
}

type Live = { locale: string; url: string | undefined; robots: "respect" | "ignore" };

/** The scan that a step would make, but without anything remembered of the scans before it. */
async function scanLive(id: SourceId, { locale, url, robots }: Live): Promise<Parsed> {
  const collected = await collectLive(
    url === undefined ? SCANNERS[id] : startingAt(SCANNERS[id], url),
    { locale, config: {}, credentials: credentialsOf(id, env()) },
    { proxyUrl: env().SCAN_PROXY_URL, robots },
    systemClock,
  );
  if (collected.kind === "needs-key") throw new BadRequestError(`${id} needs a key. ${collected.why}`);
  for (const said of [collected.nothingNew, collected.note])
    if (said !== null) console.error(`${id}: ${said}`);
  return oneAnswer(collected);
}

/** The scanner, with its own first request sent to another address. */
function startingAt(scanner: Scanner, url: string): Scanner {
  const first = (...given: Parameters<Scanner["first"]>): RequestSpec[] =>
    scanner
      .first(...given)
      .slice(0, 1)
      .map((request) => ({ ...request, key: "given", url }));
  return { ...scanner, first };
}

function parseSaved(
  source: SourceId,
  file: string,
  locale: string | undefined,
  url: string | undefined,
): Parsed {
  return SCANNERS[source].parse(savedPage({ source, ...readSaved(file), locale, url }));
}

function row(item: Sighting): Record<string, string | number> {
  const low =
    item.priceRange && formatMoney({ amount: item.priceRange.low, currency: item.priceRange.currency });
  return {
    kind: item.kind,
    rank: item.rank ?? "",
    title: item.title.length > 60 ? `${item.title.slice(0, 59)}…` : item.title,
    price: item.price ? formatMoney(item.price) : low ? `from ${low}` : "",
    rating: item.rating ?? "",
    reviews: item.reviewCount ?? "",
    upvotes: item.upvotes ?? "",
    searches: item.searchVolume ?? "",
    list: item.list ?? "",
  };
}

function printTable(id: SourceId, parsed: Parsed): void {
  console.log(`${id}: ${parsed.kind}, ${parsed.items.length} items, ${parsed.rejects.length} not kept`);
  if (parsed.items.length > 0) console.table(parsed.items.map(row));
  for (const reject of parsed.rejects.slice(0, 20))
    console.log(`  not kept: ${reject.why} ${reject.snippet}`);
  if (parsed.rejects.length > 20) console.log(`  … and ${parsed.rejects.length - 20} more`);
}

await command({
  usage: USAGE,
  options: {
    file: { type: "string" },
    json: { type: "boolean", default: false },
    locale: { type: "string" },
    url: { type: "string" },
    "ignore-robots": { type: "boolean", default: false },
  },
  most: 1,
  run: async ({ file, json, url, locale: named, "ignore-robots": ignoreRobots }, [name]) => {
    const id = sourceNamed(name);
    const locale = checkedLocale(named);
    if (url !== undefined && !URL.canParse(url)) throw new BadRequestError(`"${url}" is not an address.`);
    const parsed =
      file === undefined
        ? await scanLive(id, { locale: locale ?? "en-US", url, robots: ignoreRobots ? "ignore" : "respect" })
        : parseSaved(id, file, locale, url);
    if (json) console.log(JSON.stringify({ source: id, ...parsed }));
    else printTable(id, parsed);
    if (!("why" in parsed)) return 0;
    console.error(`${id}: ${parsed.kind}. ${parsed.why}`);
    return 2;
  },
});

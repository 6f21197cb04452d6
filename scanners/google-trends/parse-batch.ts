/**
 * Reads an answer of the call behind the "trending now" page (`i0OFE`): all searches of a country, where the feed has ten.
 * Undocumented, and known from descriptions alone; no body of it was ever recorded.
 */
import { z } from "zod";
import { SECOND_MS } from "@/lib/core/clock";
import { blocked, gather, unknown, type Candidate } from "../reading/parser";
import { cleanText } from "../reading/text";
import type { Page, Parsed } from "../scanner";
import { boardOf, RPC } from "./requests";
import { subjectOf } from "./subjects";

/** What Google puts in front of JSON, so that no page can run it as a script. */
const GUARD = /^\s*\)\]\}'/;
/** A saved answer may have lost it. */
const BARE = /^\s*(?:\d+\s+)?\[\s*\[\s*"(?:wrb\.fr|er|di|e)"/;
/** The trending page carries the same list in a script, as an argument of a call. */
const IN_PAGE = /AF_initDataCallback\(\{key:\s*'ds:0',[^[]{0,200}?data:/;

/** How the list of searches was sent: as an answer of the call, inside the page, or not at all. */
export function wayOf(body: string): "answer" | "page" | undefined {
  const start = body.slice(0, 200);
  if (GUARD.test(start) || BARE.test(start)) return "answer";
  return IN_PAGE.test(body) ? "page" : undefined;
}

const envelope = z.tuple([z.literal("wrb.fr"), z.literal(RPC)]).rest(z.unknown());
const failure = z.tuple([z.literal("er")]).rest(z.unknown());
const lines = z.array(z.unknown());

const text = z.string().catch("");
const figure = z.number().nonnegative().optional().catch(undefined);
const seconds = z
  .tuple([z.number().positive().max(4e9)])
  .rest(z.unknown())
  .transform(([value]) => value)
  .optional()
  .catch(undefined);
const ids = z.array(z.unknown()).catch([]);

/** The frames of an answer: one JSON value, or several with their lengths on lines between them. */
function framesOf(body: string): unknown[] {
  const rest = body.replace(GUARD, "");
  const parts = rest
    .split(/^\s*\d+\s*$/m)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.flatMap((part) => {
    const frame = jsonOf(part);
    return Array.isArray(frame) ? frame : [];
  });
}

/** The value of a JSON text, or undefined where it is none: an answer that was cut off keeps its whole frames. */
function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Place = { geo: string | undefined; hours: number | undefined; listSize: number };

function readItem(entry: unknown, index: number, page: Page, place: Place): Candidate["read"] {
  const fields = lines.safeParse(entry).data;
  if (fields === undefined) return "The entry is not a search.";
  const title = cleanText(text.parse(fields[0]), 300);
  if (!title) return "The entry has no search term.";
  const startedAt = seconds.parse(fields[3]);
  const publishedAt = startedAt === undefined ? undefined : new Date(startedAt * SECOND_MS).toISOString();
  const searchVolume = figure.parse(fields[6]);
  const increase = figure.parse(fields[8]);
  const category = subjectOf(ids.parse(fields[10]));
  const geo = text.parse(fields[2]) || place.geo;
  return {
    kind: "term",
    externalId: title.normalize("NFC").toLowerCase(),
    title,
    rank: index + 1,
    listSize: place.listSize,
    ...(searchVolume !== undefined && { searchVolume }),
    // Google compares with the hours before, not with a week, a month or a year: no growth in our sense.
    ...(increase !== undefined && { trendStrength: `up ${Math.round(increase).toLocaleString("en-US")}%` }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(publishedAt !== undefined && searchVolume !== undefined && { series: [[publishedAt, searchVolume]] }),
    ...(category !== undefined && { category }),
    list: `Trending searches${geo ? ` ${geo.slice(0, 20)}` : ""}${place.hours ? `, ${place.hours} hours` : ""}`,
    seenAt: page.fetchedAt,
  };
}

/** The list of searches inside what the envelope or the page carries: `[null, [item, …]]`. */
function itemsOf(inner: unknown): unknown[] | undefined {
  if (!Array.isArray(inner)) return undefined;
  const found: unknown = inner[1];
  if (found === null || (found === undefined && inner.length <= 1)) return [];
  return Array.isArray(found) ? found : undefined;
}

/** Every search of the answer. An envelope without content is how this call says that it failed. */
export function parseBatch(page: Page): Parsed {
  const frames = framesOf(page.body);
  const answer = frames.map((frame) => envelope.safeParse(frame).data).find((found) => found !== undefined);
  if (answer === undefined) {
    const refused = frames.some((frame) => failure.safeParse(frame).success);
    return refused
      ? blocked("Google refused the call behind its trending page.")
      : unknown("The answer holds no trending searches; the call may have changed.");
  }
  const payload = answer[2];
  if (typeof payload !== "string") return blocked("Google answered the call with an error and no content.");
  return parseItems(itemsOf(jsonOf(payload)), page);
}

/** Every search of the page itself: the argument ends where the next one, `sideChannel`, begins. */
export function parsePage(page: Page): Parsed {
  const begin = IN_PAGE.exec(page.body);
  const rest = begin === null ? "" : page.body.slice(begin.index + begin[0].length);
  const end = rest.search(/,\s*sideChannel:\s*\{/);
  return parseItems(end === -1 ? undefined : itemsOf(jsonOf(rest.slice(0, end))), page);
}

function parseItems(items: unknown[] | undefined, page: Page): Parsed {
  if (items === undefined) return unknown("The list of trending searches has another shape than it had.");
  const place: Place = { ...boardOf(page), listSize: Math.max(1, items.length) };
  return gather(items.map((entry, index) => ({ entry, read: readItem(entry, index, page, place) })));
}

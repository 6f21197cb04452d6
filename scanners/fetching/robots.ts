/**
 * Robots rules (RFC 9309), read once a day for each origin and kept in Redis. They speak to anonymous routes; where
 * they refuse, the page says so, and a person may choose otherwise for the source.
 */
import type { Redis } from "@upstash/redis";
import robotsParser from "robots-parser";
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { messageOf } from "@/lib/core/errors";
import type { Page } from "../scanner";
import { FetchFailure, RobotsRefusal } from "./failures";

/** What we are called in robots rules. */
export const ROBOT_NAME = "product-trend-automation";

/** Section 2.4: rules older than a day are read again, but used on while they cannot be. */
const FRESH_MS = DAY_MS;
/** Section 2.3.1.4: after about 30 days without rules a crawler may take them for gone. */
const KEPT_MS = 30 * DAY_MS;
/** How soon rules that could not be read are asked for again. */
const UNREADABLE_MS = 30 * MINUTE_MS;
/** Section 2.5: at least 500 kB of rules are read. */
const MAX_RULES = 512_000;

const stored = z.object({
  /** When it was read, or last could not be. Milliseconds since 1970. */
  atMs: z.number(),
  /** Null: it could not be read, and no older rules are known. */
  rules: z.string().nullable(),
  /** Why it could not be read; null where it was. */
  why: z.string().nullable(),
});
type Stored = z.infer<typeof stored>;

/** Fetches an address on any public host, following redirects. */
type FetchRules = (url: string) => Promise<Page>;

const keyOf = (origin: string) => `source-robots:${origin}`;

/**
 * Throws RobotsRefusal where the rules of the URL's origin do not allow it, or cannot be read: 4xx means that there are
 * none, and everything is allowed; a server error or 429 mean that nothing is allowed for now. A host that does not
 * answer at all is no matter of rules: its FetchFailure is thrown on, and nothing else is asked of it.
 */
export async function requireRobotsAllow(
  url: URL,
  by: { redis: Redis; now: Date; fetchRules: FetchRules },
): Promise<void> {
  const { rules, why, atMs } = await rulesOf(url.origin, by);
  if (rules === null) {
    const seconds = Math.max(1, Math.ceil((atMs + UNREADABLE_MS - by.now.getTime()) / SECOND_MS));
    throw new RobotsRefusal(
      `Blocked by robots rules for now: those of ${url.host} could not be read (${why ?? "no answer"}), so it is not asked.`,
      seconds,
    );
  }
  if (robotsParser(`${url.origin}/robots.txt`, rules).isAllowed(url.href, ROBOT_NAME) === false) {
    throw new RobotsRefusal(
      `Blocked by robots rules: those of ${url.host} do not allow ${url.pathname.slice(0, 80)}. Set a key of the source's official interface where it has one, or let an admin choose on this source's page to read it all the same.`,
    );
  }
}

async function rulesOf(
  origin: string,
  { redis, now, fetchRules }: { redis: Redis; now: Date; fetchRules: FetchRules },
): Promise<Stored> {
  const known = await recall(redis, origin);
  const ageMs = known ? now.getTime() - known.atMs : Number.POSITIVE_INFINITY;
  if (known && ageMs < (known.why === null ? FRESH_MS : UNREADABLE_MS)) return known;
  const read = await readRules(origin, now, fetchRules, known?.rules ?? null);
  try {
    const px = read.rules === null ? HOUR_MS : KEPT_MS;
    await redis.set(keyOf(origin), JSON.stringify(read), { px });
  } catch {
    // They are read again at the next look.
  }
  return read;
}

async function recall(redis: Redis, origin: string): Promise<Stored | undefined> {
  try {
    const text = await redis.get<string>(keyOf(origin));
    return text === null ? undefined : stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function readRules(
  origin: string,
  now: Date,
  fetchRules: FetchRules,
  older: string | null,
): Promise<Stored> {
  const unreadable = (why: string): Stored => ({ atMs: now.getTime(), rules: older, why });
  try {
    const page = await fetchRules(`${origin}/robots.txt`);
    if (page.status === 429 || page.status >= 500) return unreadable(`it answered ${page.status}`);
    const rules = page.status === 200 ? page.body.slice(0, MAX_RULES) : "";
    return { atMs: now.getTime(), rules, why: null };
  } catch (thrown) {
    const isSilent = thrown instanceof FetchFailure && thrown.class !== "server-error";
    if (isSilent && older === null) throw thrown;
    return unreadable(messageOf(thrown, 120));
  }
}

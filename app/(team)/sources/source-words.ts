/** What the pages say about sources beyond what the scans write down. */
import type { SourceId, SourceState } from "@/lib/core/words";
import { MINUTE_MS } from "@/lib/core/clock";
import type { SourceQuota } from "@/lib/core/source-limits";
import type { SourceRow } from "@/db/queries/source-steps";

const WHY: Record<SourceState, string> = {
  live: "Read from the source itself.",
  sample: "Read from the built-in samples, not from the source itself.",
  "needs-key": "It cannot be read without a key.",
  blocked: "The source refused to be read: it is tried again at its next scan.",
  stale: "It has not been scanned yet: the next hourly scan reads it.",
  failed: "The last scan failed: it is tried again at the next.",
  off: "Switched off.",
};

/** The state to show: a source that is off is off, whatever its last scan found. */
export function shownState(source: Pick<SourceRow, "enabled" | "state">): SourceState {
  return source.enabled ? source.state : "off";
}

/** Why a source is in its state, in a sentence. */
export function whyOf(source: Pick<SourceRow, "enabled" | "state" | "stateWhy" | "quota">): string {
  const { stateWhy, quota } = source;
  const state = shownState(source);
  const known = state === source.state ? stateWhy : null;
  if (state !== "live" && state !== "sample") return known ?? WHY[state];
  const said = [WHY[state]];
  if (state === "live" && quota && isUsedUp(quota)) {
    said.push(
      `At the last scan all ${quota.limit} ${quota.unit ?? "requests"} of its ${quota.windowDays} days were used: what counts among them is read on, anything new waits.`,
    );
  }
  if (known) said.push(`Not all of it could be read: ${known}`);
  return said.join(" ");
}

/** A budget over days; one over seconds is full at every other scan, and free again long before anybody reads of it. */
const isUsedUp = ({ used, limit, windowDays }: SourceQuota): boolean => windowDays >= 1 && used >= limit;

/** The sentence on a missing key without the address at its end, and that address: where to get one. */
export function keyLinkOf(why: string): { sentence: string; link: string | null } {
  const found = /^(.+) (https:\/\/\S+)$/.exec(why);
  return { sentence: found?.[1] ?? why, link: found?.[2] ?? null };
}

/** True where a person should look at what came back: an alarm, and never an empty list. */
export function isAlarm(source: Pick<SourceRow, "enabled" | "state">): boolean {
  const state = shownState(source);
  return state === "blocked" || state === "failed";
}

/**
 * When it is tried next, by its interval or later where the source has asked for that; null while it is off. A time
 * that has passed means: at the next hourly scan.
 */
export function dueAt(
  source: Pick<SourceRow, "enabled" | "lastScan" | "scanIntervalMinutes" | "nextTryAt">,
  now: Date,
): Date | null {
  if (!source.enabled) return null;
  const byInterval = source.lastScan
    ? new Date(source.lastScan.getTime() + source.scanIntervalMinutes * MINUTE_MS)
    : now;
  return source.nextTryAt !== null && source.nextTryAt > byInterval ? source.nextTryAt : byInterval;
}

/** 60 → "every hour", 180 → "every 3 hours", 90 → "every 90 min". */
export function everyWords(minutes: number): string {
  if (minutes % 60 !== 0) return `every ${minutes} min`;
  return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
}

/** What the terms of the sources say about the way they are read here. As of November 2026. */
export const TERMS: Record<SourceId, string> = {
  "amazon-best-sellers":
    "Its public pages are read as HTML, a route outside Amazon's conditions of use. Amazon has no official interface for its best-seller lists.",
  "amazon-deals":
    "With keys of the Creators API the official route is used; it asks for an Associates account with ten qualifying sales in 30 days. Without them public pages are read, which is outside Amazon's conditions of use.",
  tiktok:
    "An undocumented interface of the Creative Center is read, outside TikTok's terms of service. The official Research API is for non-profit academics only.",
  reddit:
    "With keys of an approved app the official interface is used; its free tier is for non-commercial use. Without them the public feeds are read.",
  "google-trends": "The public feed of trending searches is read, and an undocumented interface beside it.",
  instagram:
    "Only the official Graph API is used: it asks for a business account and an app that passed Meta's review, and allows 30 hashtags in seven days.",
  pinterest:
    "With a token the official interface is used. Without one an undocumented interface of the trends pages is read, outside Pinterest's terms of service.",
};

/** The contract of a scanner. Fetching is not parsing: `parse` is pure, without network, clock or environment. */
import type { SourceId } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import type { SourceQuota } from "@/lib/core/source-limits";

export type RequestSpec = {
  /** Names the page for `next` and for the saved file: "bestsellers/electronics/1". */
  key: string;
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
  /** Host names that a redirect may lead to; the URL's own host is always allowed. */
  redirectHosts?: readonly string[];
  /**
   * Asked with the owner's key: an interface made for programs, to which a site's robots rules do not speak, and
   * whose answers are not remembered. A request with an `authorization` header counts as keyed without it.
   */
  keyed?: true;
  /**
   * Only a browser can show the page. `collect` is the selector of its cards, which are collected while scrolling: the
   * page that comes back holds those alone, or is the page as it stands where there are none.
   */
  browser?: { collect: string };
};

export type Page = {
  url: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  /** ISO time; becomes `seenAt` of every sighting of the page. */
  fetchedAt: string;
  /** BCP 47, such as en-US or de-DE: how the numbers on the page are written. */
  locale: string;
  /** ISO time of the look since which the source says that nothing changed; the body is then the one of that look. */
  unchangedSince?: string;
};

export type Reject = { why: string; snippet: string };

export type Parsed =
  /** `items` are all entries of the page except stickied and removed ones. */
  | { kind: "items"; items: Sighting[]; rejects: Reject[] }
  /** The page is genuine and says that there is nothing. */
  | { kind: "empty"; items: []; rejects: Reject[] }
  /** A robot check, consent page, login page, or an error of the source. */
  | ({ kind: "blocked"; items: []; rejects: Reject[]; why: string } & Refusal)
  /** Not recognised: an alarm, never zero products. */
  | { kind: "unknown"; items: []; rejects: Reject[]; why: string };

/** How far a `blocked` page goes, and for how long. */
export type Refusal = {
  /** The source does not turn us away: it has failed at this one page, and is asked for the others all the same. */
  only?: "this-page";
  /** Whole seconds after which the page itself says that we may come back; headers are read beside it. */
  againInSeconds?: number;
};

/** True for a page after which a scan asks for nothing more: who is turned away does not knock again. */
export const turnsAway = (parsed: Parsed): boolean => parsed.kind === "blocked" && parsed.only === undefined;

export type ScanContext = {
  now: Date;
  locale: string;
  /** `trend_sources.config`, already parsed by the scanner's own `config` schema where it has one. */
  config: Record<string, unknown>;
  /** Credentials of this source (clientId, clientSecret, accessToken …), read from the settings by the caller; absent when not set. */
  credentials: Partial<Record<string, string>>;
  /**
   * What the last finished scan of this source left in `state.memory`; absent or `{}` where nothing was left. It was
   * written by an earlier version of the scanner, perhaps: parse it with a schema of the scanner's own, and take
   * what does not fit for nothing remembered.
   */
  memory?: Readonly<Record<string, unknown>>;
};

/** The most that `state.memory` may be, as JSON in UTF-8. More is not stored, and the scan says so. */
export const MAX_MEMORY_BYTES = 64 * 1024;

/** What a scanner remembers between the pages of one scan: plain JSON, handed to every `next`, which may write into it. */
export type ScanState = Record<string, unknown> & {
  /**
   * What the next scan finds in `ctx.memory`: stored with the scan's results in one transaction, or not at all when
   * the scan fails or its lease is lost. Absent: what was remembered stays as it is. It replaces, it does not merge.
   */
  memory?: Record<string, unknown>;
  /**
   * Why this scan rightly brings nothing, in a sentence: what there is cannot have changed, or a budget is used up.
   * Without it a scan of which no page holds an item counts as failed: a list that is suddenly empty is an alarm.
   */
  nothingNew?: string;
  /** What is left of a budget that the source gives; shown on its page. Absent: what was counted stays. */
  quota?: SourceQuota;
  /** A sentence that stands with the source's state and is no fault: "Unchanged since 14 November." */
  note?: string;
};

export type Scanner = {
  id: SourceId;
  kind: "html" | "json" | "xml";
  /** The shortest honest time between two looks, in minutes. */
  cadenceMinutes: number;
  /** `needs-key` with a sentence on how to get it, when neither a key nor an anonymous route exists. */
  access(ctx: ScanContext): { state: "ready" } | { state: "needs-key"; how: string; link: string };
  /** What to ask first. Throws MisconfiguredError when `ctx.config` cannot be used. */
  first(ctx: ScanContext): RequestSpec[];
  /** What to ask after a page; called for every page that did not turn us away. */
  next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[];
  /** Never throws: whatever a page is, it is one of the four outcomes. */
  parse(page: Page): Parsed;
};

/** How a page is fetched: what a caller may set, and how long things may take. */
import type { Redis } from "@upstash/redis";
import { SECOND_MS } from "@/lib/core/clock";

export type FetchOptions = {
  /** BCP 47: becomes `locale` of the page. */
  locale: string;
  /** Time for the whole page, in milliseconds: waiting for the host's turn, every try, the pauses between; 60 s. */
  budgetMs?: number;
  /** Time until the head of an answer has come, in milliseconds. */
  headersTimeoutMs?: number;
  /** Time from there until its body has come, in milliseconds. */
  bodyTimeoutMs?: number;
  /** Between the end of one request and the start of the next to the same host, in milliseconds. */
  spacingMs?: number;
  /** The pause before the first retry, in milliseconds; doubled for the second, and each drawn from half to one and a half of it. */
  backoffMs?: number;
  /** Whether robots.txt decides where the route is anonymous; `respect` unless a person has chosen otherwise. */
  robots?: "respect" | "ignore";
  /** `http(s)://user:password@host:port`: everything goes through it. It is never logged. */
  proxyUrl?: string;
  /** Where turns, robots rules and unchanged pages are kept for all processes; the one of this process. */
  redis?: Redis;
  now?: () => Date;
  /** For tests against a server on this machine: lets loopback addresses through, and nothing else that is private. */
  allowLoopback?: boolean;
};

/** Sources answer within a second or two; one that has not begun by then will not. */
export const HEADERS_TIMEOUT_MS = 15 * SECOND_MS;
/** Enough for 3 MB on a slow line, and with the above well inside a step's lease. */
export const BODY_TIMEOUT_MS = 20 * SECOND_MS;
/** Shops answer 503 to less. */
export const SPACING_MS = 2 * SECOND_MS;
export const BACKOFF_MS = 2 * SECOND_MS;
export const BUDGET_MS = 60 * SECOND_MS;

/** What is left of a budget. */
export type Deadline = { leftMs(): number };

export function deadlineIn(ms: number): Deadline {
  const end = performance.now() + ms;
  return { leftMs: () => Math.max(0, end - performance.now()) };
}

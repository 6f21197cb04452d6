import { SECOND_MS, type Clock } from "@/lib/core/clock";
import { messageOf } from "@/lib/core/errors";
import { fetchPage } from "@/scanners/fetch-page";
import { FetchFailure, RobotsRefusal } from "@/scanners/fetching/failures";
import { deadlineIn, type Deadline, type FetchOptions } from "@/scanners/fetching/options";
import { rememberPage } from "@/scanners/fetching/remembered";
import { retryAfter } from "@/scanners/fetching/retry-after";
import { blocked } from "@/scanners/reading/parser";
import {
  turnsAway,
  type Page,
  type Parsed,
  type RequestSpec,
  type ScanContext,
  type Scanner,
  type ScanState,
} from "@/scanners/scanner";
import { leftBy, rateLimitOf, type Left } from "./left-by-scan";

/** A step may take 120 s: the pages of a scan have this long together, and what there is by then is kept. */
export const COLLECT_BUDGET_MS = 90 * SECOND_MS;
/** Pages of one scan; a source that keeps naming more is cut here. */
const MAX_PAGES = 60;
/** A host that fails for this many pages in a row, each with all its tries, is not asked for the others. */
const FAILURES_IN_A_ROW = 2;
/** Statuses whose headers may say when to come back. */
const COME_BACK_LATER = [429, 503];

/** A page with what its source's parser made of it. */
export type ReadPage = { body: string; parsed: Parsed; unchanged?: boolean };

/** A page that was asked for, under its request's name. */
export type AskedPage = ReadPage & { key: string };

export type Collected =
  | {
      kind: "pages";
      pages: AskedPage[];
      /** What could not be read or kept, each in a few words. */
      missed: string[];
      left: Left;
      /** Why the scan rightly brings nothing; null where items are expected. */
      nothingNew: string | null;
      /** What the scanner says besides; null where it says nothing. */
      note: string | null;
    }
  | { kind: "needs-key"; why: string };

/** How this scan goes out. */
export type WayOut = {
  proxyUrl: string | undefined;
  robots: "respect" | "ignore";
  /** Asked before each page: what is under way may end, nothing new begins. */
  isPaused?: () => Promise<boolean>;
};

/** All work was paused while the scan was going on. */
export class PausedError extends Error {
  constructor() {
    super("Paused.");
  }
}

type Fetch = (request: RequestSpec, options: FetchOptions) => Promise<Page>;
let fetchBy: Fetch = fetchPage;

/** For tests and benchmarks that read a server of their own in place of the sources; `undefined` ends it. */
export function useFetch(fetch: Fetch | undefined): void {
  fetchBy = fetch ?? fetchPage;
}

/**
 * Reads the live pages of one scan, one after another: for a step, and for the `scan` command. Stops asking where it is
 * turned away, where the host does not answer, and when the time is up. A page that cannot be had is named in `missed`;
 * when no page said anything, the first error is thrown, so that the step is tried again. Throws PausedError where all
 * work was paused between two pages.
 */
export async function collectLive(
  scanner: Scanner,
  scan: Omit<ScanContext, "now">,
  way: WayOut,
  clock: Clock,
): Promise<Collected> {
  const context: ScanContext = { ...scan, now: clock.now() };
  const access = scanner.access(context);
  if (access.state === "needs-key") return { kind: "needs-key", why: `${access.how} ${access.link}` };
  const look = new Look(scanner, context, way, clock);
  await look.readAll(scanner.first(context));
  if (look.firstError !== undefined && look.saidNothing()) throw look.firstError;
  const { left, trouble } = leftBy(look.state);
  return {
    kind: "pages",
    pages: look.pages,
    missed: [...look.missed.map((name) => `not read: ${name}`), ...trouble],
    left: { nextTryAt: null, ...look.limits, ...left },
    nothingNew: look.state.nothingNew ?? null,
    note: look.state.note ?? null,
  };
}

/** One look at a source: its pages so far, and what is still to be asked. */
class Look {
  readonly pages: AskedPage[] = [];
  readonly missed: string[] = [];
  readonly state: ScanState = {};
  limits: Pick<Left, "rateLimit" | "nextTryAt"> = {};
  firstError: unknown;
  readonly #scanner: Scanner;
  readonly #context: ScanContext;
  readonly #way: WayOut;
  readonly #clock: Clock;
  readonly #deadline: Deadline = deadlineIn(COLLECT_BUDGET_MS);
  readonly #failures = new Map<string, number>();

  constructor(scanner: Scanner, context: ScanContext, way: WayOut, clock: Clock) {
    this.#scanner = scanner;
    this.#context = context;
    this.#way = way;
    this.#clock = clock;
  }

  async readAll(queue: RequestSpec[]): Promise<void> {
    for (let spec = queue.shift(); spec !== undefined; spec = queue.shift()) {
      if (await this.#way.isPaused?.()) throw new PausedError();
      const reason = this.#reasonToSkip(spec);
      if (reason !== null) {
        this.missed.push(`${spec.key}: ${reason}`);
        continue;
      }
      const read = await this.#read(spec);
      if (read === null) continue;
      this.pages.push({ key: spec.key, ...read.seen });
      if (turnsAway(read.seen.parsed)) {
        const [next] = queue;
        if (next) this.missed.push(queue.length === 1 ? next.key : `the ${queue.length} pages after it`);
        return;
      }
      if (read.page) queue.push(...this.#scanner.next(read.page, this.state, this.#context));
    }
  }

  /** True where the pages hold neither an entry nor a trouble, such as a token alone, and nothing says why. */
  saidNothing(): boolean {
    return this.state.nothingNew === undefined && this.pages.every(({ parsed }) => parsed.kind === "empty");
  }

  #reasonToSkip(spec: RequestSpec): string | null {
    if (this.pages.length >= MAX_PAGES) return `more than ${MAX_PAGES} pages`;
    if (this.#deadline.leftMs() === 0) return "no time left";
    const failures = this.#failures.get(new URL(spec.url).host) ?? 0;
    return failures >= FAILURES_IN_A_ROW ? "its host does not answer" : null;
  }

  /** The page as read; null where it could not be had, which is then named in `missed`. */
  async #read(spec: RequestSpec): Promise<{ seen: ReadPage; page?: Page } | null> {
    const { host } = new URL(spec.url);
    const options: FetchOptions = {
      locale: this.#context.locale,
      budgetMs: this.#deadline.leftMs(),
      robots: this.#way.robots,
      ...(this.#way.proxyUrl !== undefined && { proxyUrl: this.#way.proxyUrl }),
    };
    try {
      const page = await fetchBy(spec, options);
      this.#failures.delete(host);
      return { seen: await this.#parse(spec, page, options), page };
    } catch (thrown) {
      if (thrown instanceof RobotsRefusal) return { seen: this.#refused(thrown) };
      this.firstError ??= thrown;
      this.missed.push(`${spec.key}: ${messageOf(thrown, 120)}`);
      if (thrown instanceof FetchFailure) {
        // A whole timeout, twice over, is answer enough.
        const more = thrown.class === "timeout" ? FAILURES_IN_A_ROW : 1;
        this.#failures.set(host, (this.#failures.get(host) ?? 0) + more);
      }
      return null;
    }
  }

  async #parse(spec: RequestSpec, page: Page, options: FetchOptions): Promise<ReadPage> {
    const parsed = this.#scanner.parse(page);
    const rateLimit = rateLimitOf(page);
    if (rateLimit) this.limits = { ...this.limits, rateLimit };
    if (parsed.kind === "blocked") {
      const stated = COME_BACK_LATER.includes(page.status)
        ? retryAfter(page.headers, this.#clock.now())
        : undefined;
      this.#comeBackIn(parsed.againInSeconds ?? stated);
    }
    if (parsed.kind === "items" || parsed.kind === "empty") await rememberPage(spec, page, options);
    return { body: page.body, parsed, unchanged: page.unchangedSince !== undefined };
  }

  #refused(refusal: RobotsRefusal): ReadPage {
    this.#comeBackIn(refusal.againInSeconds);
    return { body: "", parsed: blocked(refusal.message) };
  }

  #comeBackIn(seconds: number | undefined): void {
    if (seconds === undefined) return;
    this.limits = {
      ...this.limits,
      nextTryAt: new Date(this.#clock.now().getTime() + seconds * SECOND_MS),
    };
  }
}

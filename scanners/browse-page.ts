/**
 * Fetches a page that only a browser can show: one whose list is drawn by script and whose cards leave the document again
 * when they are scrolled away. Snapshots of the cards are collected while scrolling, each once, and come back as one page.
 * The browser is the one at SCAN_BROWSER_URL, else the `@sparticuz/chromium` of a machine of one's own. Neither it nor
 * its driver is loaded before a request asks for it, and a hosted function carries neither.
 */
import { isIP } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page as Tab } from "playwright-core";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError, messageOf, MisconfiguredError, PermanentError, TransientError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { isPublicAddress } from "@/lib/platform/public-address";
import type { Deadline, FetchOptions } from "./fetching/options";
import { MAX_BODY_BYTES } from "./reading/body-limits";
import type { Page, RequestSpec } from "./scanner";

/** Until the first card is drawn; a page without any by then is a robot check, or no list. */
const FIRST_CARD_MS = 6 * SECOND_MS;
/** The whole look, however long the list is. */
const LOOK_MS = 45 * SECOND_MS;
/** A list grows while it is scrolled; one that shows nothing new for this many screens has ended. */
const SCREENS_WITHOUT_NEWS = 4;
const MAX_SCREENS = 60;
/** What a screen's cards need to be drawn. */
const SCREEN_MS = 350;
/** Beyond, the page would be refused; what was collected before it is kept. */
const MAX_COLLECTED_BYTES = MAX_BODY_BYTES - 100_000;

/** What no list needs: it is not loaded. */
const LEFT_OUT = new Set(["image", "media", "font"]);

async function open(): Promise<Browser> {
  const endpoint = env().SCAN_BROWSER_URL;
  try {
    // Left alone by the bundler: nothing of either may be copied into a hosted function.
    const { chromium } = await import(/* turbopackIgnore: true */ "playwright-core");
    if (endpoint !== undefined) return await chromium.connectOverCDP(endpoint, { timeout: 15 * SECOND_MS });
    const local = await import(/* turbopackIgnore: true */ "@sparticuz/chromium");
    return await chromium.launch({
      executablePath: await local.default.executablePath(),
      args: ["--no-sandbox"],
      timeout: 30 * SECOND_MS,
    });
  } catch (thrown) {
    if (endpoint === undefined) {
      throw new MisconfiguredError(
        "No browser is installed here. Set SCAN_BROWSER_URL to a browser elsewhere, or choose another route for this source.",
        { cause: thrown },
      );
    }
    // The address may hold a token, and so may the driver's own words.
    throw new TransientError("The browser at SCAN_BROWSER_URL could not be reached.");
  }
}

/** Private addresses stay out of a page's reach, as far as an address alone tells. */
function mayLoad(address: string, options: FetchOptions): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return url?.protocol === "data:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLoopback = host === "localhost" || host.startsWith("127.") || host === "::1";
  if (isLoopback) return options.allowLoopback === true;
  return isIP(host) === 0 ? host.includes(".") : isPublicAddress(host);
}

/** The cards in the document now, by a key of their own. */
function cardsIn(tab: Tab, selector: string): Promise<[string, string][]> {
  return tab.$$eval(selector, (cards) =>
    cards.map((card) => {
      const link = card.querySelector("a[href]")?.getAttribute("href") ?? "";
      return [`${card.getAttribute("data-asin") ?? ""} ${link.split("?")[0] ?? ""}`, card.outerHTML];
    }),
  );
}

/** Scrolls a screen at a time and collects; ends where nothing new comes, at the size limit, or when time is up. */
async function collect(tab: Tab, selector: string, leftMs: () => number): Promise<string[]> {
  const seen = new Map<string, string>();
  let bytes = 0;
  let quiet = 0;
  for (let screen = 0; screen < MAX_SCREENS && quiet < SCREENS_WITHOUT_NEWS; screen += 1) {
    let isNews = false;
    for (const [key, html] of await cardsIn(tab, selector)) {
      if (seen.has(key)) continue;
      bytes += Buffer.byteLength(html);
      if (bytes > MAX_COLLECTED_BYTES) return [...seen.values()];
      seen.set(key, html);
      isNews = true;
    }
    quiet = isNews ? 0 : quiet + 1;
    if (leftMs() < 2 * SCREEN_MS) break;
    await tab.evaluate(() => window.scrollBy(0, Math.round(window.innerHeight * 0.8)));
    await sleep(SCREEN_MS);
  }
  return [...seen.values()];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

async function look(
  tab: Tab,
  request: RequestSpec,
  collected: string,
  options: FetchOptions,
  leftMs: () => number,
): Promise<Page> {
  await tab.route("**/*", (route) => {
    const wanted = route.request();
    return LEFT_OUT.has(wanted.resourceType()) || !mayLoad(wanted.url(), options)
      ? route.abort()
      : route.continue();
  });
  const answer = await tab.goto(request.url, { waitUntil: "domcontentloaded", timeout: leftMs() });
  const [home, at] = [new URL(request.url), new URL(tab.url())];
  if (at.hostname !== home.hostname && !request.redirectHosts?.includes(at.hostname)) {
    throw new PermanentError(
      `${home.host} redirects to ${at.hostname}, which is not allowed for this source.`,
    );
  }
  // Cards that never come leave the page itself: a robot check, perhaps, which the parser knows.
  await tab.waitForSelector(collected, { timeout: Math.min(leftMs(), FIRST_CARD_MS) }).catch(() => null);
  const cards = await collect(tab, collected, leftMs);
  const lang = await tab.evaluate(() => document.documentElement.lang);
  const body =
    cards.length === 0
      ? await tab.content()
      : `<!doctype html><html lang="${escaped(lang)}"><body>${cards.join("\n")}</body></html>`;
  return {
    url: tab.url(),
    status: answer?.status() ?? 0,
    headers: answer?.headers() ?? {},
    body,
    fetchedAt: (options.now?.() ?? new Date()).toISOString(),
    locale: options.locale,
  };
}

/**
 * The page of a request that has `browser`: the cards it names, collected, or the page as it is where there are none.
 * Throws MisconfiguredError where there is no browser, PermanentError for a redirect elsewhere, else TransientError.
 */
export async function browsePage(
  request: RequestSpec,
  browser: NonNullable<RequestSpec["browser"]>,
  options: FetchOptions,
  deadline: Deadline,
): Promise<Page> {
  const start = performance.now();
  const leftMs = () => Math.max(1, Math.min(deadline.leftMs(), LOOK_MS - (performance.now() - start)));
  const running = await open();
  try {
    const context = await running.newContext({
      locale: options.locale,
      serviceWorkers: "block",
      viewport: { width: 1_280, height: 1_600 },
    });
    try {
      return await look(await context.newPage(), request, browser.collect, options, leftMs);
    } finally {
      await context.close();
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new TransientError(
      `The browser could not show ${new URL(request.url).host}: ${messageOf(thrown, 100)}`,
      {
        cause: thrown,
      },
    );
  } finally {
    await running.close();
  }
}

/** Reads whatever Google answers: the feed, the call behind the page, or one of its refusals. */
import { blocked, parser, whyBlocked, whyByStatus, type BlockSign } from "../reading/parser";
import type { Page, Parsed } from "../scanner";
import { parseBatch, parsePage, wayOf } from "./parse-batch";
import { isFeed, parseFeed } from "./parse-feed";

const BLOCK_SIGNS: readonly BlockSign[] = [
  {
    sign: /consent\.google\.|action="https:\/\/consent\./i,
    why: "Google asks for consent to cookies first.",
  },
  {
    sign: /unusual traffic from your computer|\/sorry\/index|g-recaptcha/i,
    why: "Google takes us for a robot.",
  },
  { sign: /accounts\.google\.com\/(?:v3\/)?signin/i, why: "Google asks to sign in." },
  { sign: /<title>\s*Error 429\b/i, why: "Google says that we ask too often (429)." },
  { sign: /<title>\s*Error [45]\d\d\b/i, why: "Google shows its error page." },
];

function read(page: Page): Parsed {
  const way = wayOf(page.body);
  // What people search for may read like a block page; only where no data stands do the signs count.
  const isData = way !== undefined || isFeed(page.body);
  const why = isData ? whyByStatus(page) : whyBlocked(page, BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  if (way === undefined) return parseFeed(page);
  return way === "page" ? parsePage(page) : parseBatch(page);
}

export const parse = parser(({ body }) => {
  const way = wayOf(body);
  if (way === undefined) return "xml";
  return way === "page" ? "html" : "json";
}, read);

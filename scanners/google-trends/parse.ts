/** Reads whatever Google answers: the feed, the call behind the page, or one of its refusals. */
import { blocked, parser, whyBlocked, type BlockSign } from "../reading/parser";
import type { Page, Parsed } from "../scanner";
import { GUARD, parseBatch } from "./parse-batch";
import { NAMESPACE, parseFeed } from "./parse-feed";

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
];

const isBatch = (page: Page): boolean => GUARD.test(page.body.slice(0, 100));

function read(page: Page): Parsed {
  // What people search for may read like a block page; only where no data stands do the signs count.
  const isData = isBatch(page) || page.body.includes(NAMESPACE);
  const why = whyBlocked(page, isData ? [] : BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  return isBatch(page) ? parseBatch(page) : parseFeed(page);
}

export const parse = parser((page) => (isBatch(page) ? "json" : "xml"), read);

/** Reads whatever Reddit answers: an API listing, an Atom feed, or one of its refusals. */
import { blocked, parser, unknown, whyBlocked, whyByStatus, type BlockSign } from "../reading/parser";
import type { Page, Parsed } from "../scanner";
import { parseFeed } from "./parse-feed";
import { parseListing } from "./parse-listing";

const BLOCK_SIGNS: readonly BlockSign[] = [
  { sign: /whoa there, pardner/i, why: "Reddit refuses anonymous requests from here." },
  {
    sign: /blocked by network security|request has been blocked due to a network policy/i,
    why: "Reddit blocks this network.",
  },
  { sign: /too many requests/i, why: "Reddit says that we ask too often (one feed a minute is allowed)." },
  { sign: /action="[^"]*\/login|<title>[^<]*log in/i, why: "Reddit asks to log in." },
  {
    sign: /our cdn was unable to reach our servers|you broke reddit|<title>[^<]*: (?:page not found|forbidden|private)/i,
    why: "Reddit answered with an error page.",
  },
];

type Shape = "json" | "xml" | "html";

function shapeOf(page: Page): Shape {
  const start = page.body.slice(0, 500).trimStart();
  if (/^[{[]/.test(start)) return "json";
  // Before a feed's own element may stand its declaration, instructions for showing it, and remarks.
  const root = start.replace(/^(?:<\?[^>]*>\s*|<!--[^]*?-->\s*)+/, "");
  return /^<feed[\s>]/.test(root) ? "xml" : "html";
}

function read(page: Page): Parsed {
  const shape = shapeOf(page);
  if (shape === "html" || page.status >= 400) {
    // An error of the API is said in its own words where it has any.
    const said = shape === "json" ? parseListing(page) : undefined;
    if (said?.kind === "blocked") return said;
    const why = shape === "html" ? whyBlocked(page, BLOCK_SIGNS) : whyByStatus(page);
    return why === undefined ? unknown("This is neither a listing nor a feed.") : blocked(why);
  }
  return shape === "json" ? parseListing(page) : parseFeed(page);
}

export const parse = parser(shapeOf, read);

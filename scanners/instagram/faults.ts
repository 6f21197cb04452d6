/** The Graph API's error codes in words, with what to do about each. */
import { cleanText } from "../reading/text";

const RATE = "ask less often, or wait: it is asked again with the next scan";
const PERMISSION =
  "the app lacks a permission: it needs instagram_basic and a passed App Review for Instagram Public Content Access";
const TOKEN =
  "the token has expired or was withdrawn: make a new long-lived token (they last 60 days) and set INSTAGRAM_ACCESS_TOKEN";

/** Codes that say no to us, whatever we ask; the scan stops at the first. As Meta's pages on errors list them. */
const REFUSALS: Record<number, string> = {
  3: PERMISSION,
  4: `the app's rate limit is reached: ${RATE}`,
  10: PERMISSION,
  17: `the user's rate limit is reached: ${RATE}`,
  18: "30 different hashtags were asked for in seven days: no other one can be asked for until one of them is a week old",
  32: `the page's rate limit is reached: ${RATE}`,
  102: TOKEN,
  190: TOKEN,
  613: `the rate limit is reached: ${RATE}`,
  80002: `the account's rate limit is reached: ${RATE}`,
};

/** Codes that concern one hashtag alone: the others are asked for all the same. */
const OF_ONE_REQUEST: Record<number, string> = {
  1: "Instagram had a fault of its own: it is asked again with the next scan",
  2: "Instagram is down for a moment: it is asked again with the next scan",
  24: "Instagram does not know this hashtag or does not let it be searched: take it out of the list",
  100: "Instagram does not understand the request",
};

/** What an error means: whether it refuses us altogether, and a sentence. `said` is the source's own message. */
export function faultOf(
  code: number | undefined,
  said: string | undefined,
): { refusal: boolean; why: string } {
  const number = `code ${code ?? "unknown"}`;
  const quoted = said === undefined ? "" : ` It says: “${withoutTokens(cleanText(said, 300))}”`;
  const permission = code !== undefined && code >= 200 && code <= 299 ? PERMISSION : undefined;
  const refusal = REFUSALS[code ?? 0] ?? permission;
  if (refusal !== undefined)
    return { refusal: true, why: `Instagram refused (${number}): ${refusal}.${quoted}` };
  const known = OF_ONE_REQUEST[code ?? 0];
  const words = known === undefined ? "" : ` ${known}.`;
  return { refusal: false, why: `Instagram answered an error (${number}).${words}${quoted}` };
}

/** The same text with whatever may be an access token cut out. */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/access_token(?:=|%3D|["'\s:]+)[^&\s"'\\]+/gi, "access_token=…")
    .replaceAll(/\b(?:EA|IG)[A-Za-z0-9_-]{20,}/g, "…");
}

/** The Graph API's error codes in words, with what to do about each. As Meta's pages on errors list them. */
import { z } from "zod";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { deniedByStatus, loosely, looseNumber, looseText } from "../json-page";
import { blocked, unknown } from "../reading/parser";
import { cleanText } from "../reading/text";
import type { Page, Parsed } from "../scanner";

export const graphError = z.object({
  message: looseText,
  code: looseNumber,
  error_subcode: looseNumber,
  is_transient: loosely(z.boolean()),
});
export type GraphError = z.infer<typeof graphError>;

const PERMISSION =
  "the app lacks a permission: it needs instagram_basic and a passed App Review for Instagram Public Content Access";
const TOKEN =
  "the token has expired or was withdrawn: make a new long-lived token (they last 60 days) and set INSTAGRAM_ACCESS_TOKEN";
const NO_TOKEN =
  "it takes the token for none: set INSTAGRAM_ACCESS_TOKEN to a long-lived token of the reviewed app";
const RESTRICTED =
  "the account behind the token is restricted: sign in to Instagram with it and do what is asked there";
const USER_ID =
  "it knows no such account: set INSTAGRAM_USER_ID to the id of the account the token was made for";
const rate = (whose: string): string =>
  `${whose} rate limit is reached: ask less often, or wait: it is asked again with the next scan`;

/** Codes that say no to us, whatever we ask; the scan stops at the first. */
const REFUSALS: Record<number, string> = {
  3: PERMISSION,
  4: rate("the app's"),
  5: "the app lets only listed addresses ask: add this server's to the app's settings",
  10: PERMISSION,
  17: rate("the user's"),
  18: "30 different hashtags were asked for in seven days: no other one can be asked for until one of them is a week old",
  25: RESTRICTED,
  32: rate("the page's"),
  101: NO_TOKEN,
  102: TOKEN,
  104: NO_TOKEN,
  110: USER_ID,
  190: TOKEN,
  341: rate("the app's"),
  368: "it holds our requests for a breach of its policies: read what the app's dashboard says before the next scan",
  613: rate("the"),
  803: USER_ID,
  2500: NO_TOKEN,
};

/** Codes of a token that is no longer good, and the subcodes that say why; each asks for something else of a person. */
const TOKEN_CODES = new Set([102, 190]);
const TOKEN_SUBCODES: Record<number, string> = {
  458: "the account has removed the app: connect it again, make a new long-lived token and set INSTAGRAM_ACCESS_TOKEN",
  459: RESTRICTED,
  460: "the account's password was changed, which ends its tokens: make a new long-lived one and set INSTAGRAM_ACCESS_TOKEN",
  464: RESTRICTED,
  492: "the account no longer manages the Facebook Page: give it its role back, then make a new token and set INSTAGRAM_ACCESS_TOKEN",
};

const MOMENTARY = "Instagram had a fault of its own: it is asked again with the next scan";

/** Codes of a fault that passes by itself. */
const FAULTS: Record<number, string> = {
  [-2]: "Instagram took too long: it is asked again with the next scan",
  [-1]: MOMENTARY,
  1: MOMENTARY,
  2: "Instagram is down for a moment: it is asked again with the next scan",
};

/** Codes that concern what one request asks for. */
const OF_ONE_REQUEST: Record<number, string> = {
  12: "Instagram no longer answers this request: the application must be brought up to date",
  24: "Instagram does not know this hashtag or does not let it be searched: take it out of the list",
  100: "Instagram does not understand the request",
};
/** With code 100: what was asked for does not exist, or not for this token. */
const NOT_FOUND_SUBCODE = 33;

function refusalOf({ code = 0, error_subcode: subcode = 0 }: GraphError): string | undefined {
  const special = TOKEN_CODES.has(code) ? TOKEN_SUBCODES[subcode] : undefined;
  if (special !== undefined) return special;
  if (code >= 200 && code <= 299) return PERMISSION;
  // The limits of whole businesses, one code for each of Meta's products.
  if (code >= 80_000 && code <= 80_014) return rate("the account's");
  return REFUSALS[code];
}

/** True for a fault of Instagram's own, after which the same request may well be answered. */
export const isMomentary = ({ code = 0, is_transient }: GraphError): boolean =>
  FAULTS[code] !== undefined || is_transient === true;

function ofOneRequest(fault: GraphError): string | undefined {
  const { code = 0, error_subcode: subcode } = fault;
  if (isMomentary(fault)) return FAULTS[code] ?? MOMENTARY;
  if (code === 100 && subcode === NOT_FOUND_SUBCODE) {
    return "Instagram shows the token nothing at this id: check that INSTAGRAM_USER_ID is the id of the token's own account";
  }
  return OF_ONE_REQUEST[code];
}

/**
 * The outcome of a page that is an error. A code that refuses us is `blocked`, with the time after which the page says
 * that we may come back; a fault of Instagram's own, or one of this request, leaves the others to be asked; a code that
 * is not documented is `unknown`, unless the page's status refuses us.
 */
export function faultOf(fault: GraphError, page: Page): Parsed {
  const number = `code ${fault.code ?? "unknown"}`;
  const quoted =
    fault.message === undefined ? "" : ` It says: “${withoutTokens(cleanText(fault.message, 300))}”`;
  const refusal = refusalOf(fault);
  if (refusal !== undefined) {
    const againInSeconds = regainIn(page);
    return blocked(
      `Instagram refused (${number}): ${refusal}.${quoted}`,
      againInSeconds === undefined ? {} : { againInSeconds },
    );
  }
  const known = ofOneRequest(fault);
  if (known !== undefined) {
    return blocked(`Instagram answered an error (${number}). ${known}.${quoted}`, { only: "this-page" });
  }
  const why = `Instagram answered an error (${number}).${quoted}`;
  return deniedByStatus(page.status) ? blocked(why) : unknown(why);
}

const usage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: looseNumber })).catch([]),
);

/** Seconds until access is given back, from the header that counts minutes; undefined where it states none. */
function regainIn({ headers }: Page): number | undefined {
  const stated = headers["x-business-use-case-usage"];
  if (stated === undefined) return undefined;
  try {
    const each = Object.values(usage.parse(JSON.parse(stated))).flat();
    const minutes = Math.max(0, ...each.map((one) => one.estimated_time_to_regain_access ?? 0));
    return minutes > 0 ? Math.ceil(Math.min(minutes, 24 * 60) * (MINUTE_MS / SECOND_MS)) : undefined;
  } catch {
    return undefined;
  }
}

/** The same text with whatever may be an access token cut out. */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/access_token(?:=|%3D|["'\s:]+)[^&\s"'\\]+/gi, "access_token=…")
    .replaceAll(/\b(?:EA|IG)[A-Za-z0-9_-]{20,}/g, "…");
}

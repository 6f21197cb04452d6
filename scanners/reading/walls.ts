/**
 * What stands in front of a page whoever's it is: robot checks, refusals of a guard, sign-in and consent pages. Told by
 * what they are made of where possible, because their words come in every language. Looked at only where no data stands.
 */
import type { BlockSign } from "./parser";

const ROBOT_CHECK = "A robot check stands in place of the data.";
const REFUSAL = "A refusal of the site's guard stands in place of the data.";

export const WALLS: readonly BlockSign[] = [
  {
    sign: /captcha|\/cdn-cgi\/challenge|cf[-_]chl[-_]|_incapsula_resource|perimeterx|datadome|awswaf/i,
    why: ROBOT_CHECK,
  },
  {
    sign: /are you a (?:human|robot)|prove your humanity|(?:verify|confirm)(?: that)? you(?:['’]re| are) (?:a )?(?:human|not a robot)|wait for verification|unusual (?:network )?traffic/i,
    why: ROBOT_CHECK,
  },
  {
    sign: /<title>\s*(?:access (?:denied|to this page has been denied)|403 forbidden|attention required|just a moment|pardon our interruption|429 too many requests|request (?:blocked|rejected)|error: the request could not be satisfied)/i,
    why: REFUSAL,
  },
  { sign: /<code>\s*AccessDenied\s*<\/code>/i, why: REFUSAL },
  {
    sign: /<input\b[^>]{0,500}\btype\s*=\s*["']?password\b/i,
    why: "A sign-in page stands in place of the data.",
  },
  {
    sign: /\baction\s*=\s*["']https:\/\/consent\./i,
    why: "A consent page stands in place of the data.",
  },
];

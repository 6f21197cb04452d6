/**
 * Reads an answer of GetHashtagList, or of the call it replaced. The shape of the first is known from descriptions, that of the
 * second from rows that somebody flattened; of neither was a whole body ever recorded.
 */
import { z } from "zod";
import type { Page, Parsed } from "../scanner";
import { deniedByStatus, looseCount, loosely, looseNumber, looseText, readJsonPage } from "../json-page";
import { blocked, empty, gather, parser, unknown } from "../reading/parser";
import { cleanText } from "../reading/text";
import { readRow } from "./row";

const verdict = z.object({ StatusCode: looseNumber, StatusMessage: looseText });
const rows = loosely(z.array(z.unknown()));

const answer = z.object({
  BaseResp: loosely(verdict),
  // The predecessor of this call says no in its own words, and keeps its rows one level down.
  code: looseNumber,
  msg: looseText,
  items: rows,
  pagination: loosely(z.object({ totalCount: looseCount })),
  data: loosely(z.object({ list: rows, pagination: loosely(z.object({ total: looseCount })) })),
});
type Answer = z.infer<typeof answer>;

const SIGN_IN = new Set([40_101, 38_001_001]);

/** Why an answer is a refusal although HTTP says 200, and what to do about it; undefined when it is none. */
function refusalOf({ BaseResp, code, msg }: Answer): string | undefined {
  const status = BaseResp?.StatusCode ?? code;
  const said = cleanText(BaseResp?.StatusMessage ?? msg ?? "", 120);
  if ((status === undefined || status === 0) && !/invalid ?login|no permission/i.test(said)) return undefined;
  const words = `TikTok answered status ${status ?? "unknown"}: ${said || "no reason given"}.`;
  const isSignIn = (status !== undefined && SIGN_IN.has(status)) || /login|permission/i.test(said);
  return isSignIn ? `${words} It wants a sign-in: set TIKTOK_COOKIE, or renew it.` : words;
}

function read(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data } = answer.safeParse(json.value);
  if (data === undefined) return unknown("TikTok answered JSON that is not an object.");
  const refusal = refusalOf(data);
  if (refusal !== undefined) return blocked(refusal);
  if (deniedByStatus(page.status)) return blocked(`TikTok answered HTTP ${page.status}.`);
  const total = data.pagination?.totalCount ?? data.data?.pagination?.total;
  const entries = data.items ?? data.data?.list;
  // A list without entries may be written as null.
  if (entries === undefined && total === 0) return empty();
  if (entries === undefined)
    return unknown("TikTok's answer has no list of hashtags; the call may have changed.");
  return gather(entries.map((entry) => ({ entry, read: readRow(entry, total, page) })));
}

/** Every hashtag of the answer, as a term. A status other than 0 is a refusal, although HTTP says 200. */
export const parse = parser(() => "json", read);

/** Reads an answer of GetHashtagList. Its shape is known from descriptions, not from a recorded body. */
import { z } from "zod";
import type { Series } from "@/lib/core/sighting";
import type { Page, Parsed } from "../scanner";
import {
  deniedByStatus,
  looseCount,
  looseId,
  loosely,
  looseNumber,
  looseText,
  readJsonPage,
} from "../json-page";
import { blocked, gather, parser, unknown, type Candidate } from "../reading/parser";
import { INDUSTRIES, INDUSTRY_UNIT } from "./requests";

const answer = z.object({
  BaseResp: loosely(z.object({ StatusCode: looseNumber, StatusMessage: looseText })),
  // The predecessor of this call says no in its own words.
  code: looseNumber,
  msg: looseText,
  items: loosely(z.array(z.unknown())),
  pagination: loosely(z.object({ totalCount: looseCount })),
});

const row = z.object({
  hashtagID: looseId,
  hashtagName: looseText,
  industryIDs: loosely(z.array(looseNumber)),
  popularityCurve: loosely(z.array(z.unknown())),
  vv: looseCount,
  rankIndex: looseCount,
});

const point = z.object({ timestamp: looseNumber, value: looseNumber });

/** Days of the curve in order; values 0–100. The newest day may be a 0 that only means "not counted yet". */
function readCurve(curve: unknown[] | undefined): Series | undefined {
  const points: Series = [];
  for (const entry of curve?.slice(0, 400) ?? []) {
    const read = point.safeParse(entry);
    const { timestamp, value } = read.success ? read.data : { timestamp: undefined, value: undefined };
    if (timestamp === undefined || value === undefined || value < 0) continue;
    const ms = timestamp > 1e11 ? timestamp : timestamp * 1000;
    if (ms <= 0 || ms > 4e12) continue;
    points.push([new Date(ms).toISOString().slice(0, 10), value]);
  }
  points.sort(([a], [b]) => a.localeCompare(b));
  if (points.at(-1)?.[1] === 0) points.pop();
  return points.length > 0 ? points : undefined;
}

function readRow(entry: unknown, total: number | undefined, page: Page): Candidate["read"] {
  const { data } = row.safeParse(entry);
  const name = data?.hashtagName?.replace(/^#+/, "").replaceAll(" ", "");
  if (data === undefined || !name) return "The row names no hashtag.";
  const series = readCurve(data.popularityCurve);
  const rank = data.rankIndex !== undefined && data.rankIndex > 0 ? data.rankIndex : undefined;
  const category = data.industryIDs
    ?.map((id) => INDUSTRIES[(id ?? 0) / INDUSTRY_UNIT])
    .find((label) => label !== undefined);
  return {
    kind: "term",
    externalId: data.hashtagID ?? name.slice(0, 300),
    title: `#${name.slice(0, 499)}`,
    url: `https://www.tiktok.com/tag/${encodeURIComponent(name.slice(0, 100).toWellFormed())}`,
    ...(rank !== undefined && { rank }),
    ...(rank !== undefined && total !== undefined && total >= rank && { listSize: total }),
    ...(data.vv !== undefined && { views: data.vv }),
    ...(series && { series }),
    ...(category !== undefined && { category, list: category }),
    seenAt: page.fetchedAt,
  };
}

function read(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data } = answer.safeParse(json.value);
  if (data === undefined) return unknown("TikTok answered JSON that is not an object.");
  const status = data.BaseResp?.StatusCode ?? data.code;
  if (status !== undefined && status !== 0) {
    return blocked(
      `TikTok answered status ${status}: ${data.BaseResp?.StatusMessage ?? data.msg ?? "no reason given"}.`,
    );
  }
  if (deniedByStatus(page.status)) return blocked(`TikTok answered HTTP ${page.status}.`);
  if (data.items === undefined)
    return unknown("TikTok's answer has no list of hashtags; the call may have changed.");
  return gather(
    data.items.map((entry) => ({ entry, read: readRow(entry, data.pagination?.totalCount, page) })),
  );
}

/** Every hashtag of the answer, as a term. A status other than 0 is a refusal, although HTTP says 200. */
export const parse = parser(() => "json", read);

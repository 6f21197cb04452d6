/** One hashtag of a board, as a sighting: the fields of today's call and those of the one it replaced. */
import { z } from "zod";
import type { Series } from "@/lib/core/sighting";
import type { Page } from "../scanner";
import { looseCount, looseId, looseList, loosely, looseNumber, looseText } from "../json-page";
import type { Candidate } from "../reading/parser";
import { INDUSTRIES, INDUSTRY_UNIT } from "./industries";
import { boardOf } from "./requests";

const row = z.object({
  hashtagID: looseId,
  hashtagName: looseText,
  industryIDs: looseList(looseNumber),
  popularityCurve: loosely(z.array(z.unknown())),
  publishCnt: looseCount,
  vv: looseCount,
  rankIndex: looseCount,
});

/** As `creative_radar_api/v1/popular_trend/hashtag/list` wrote them. */
const olderRow = z.object({
  hashtag_id: looseId,
  hashtag_name: looseText,
  industry_info: loosely(z.object({ id: looseNumber, value: looseText })),
  trend: loosely(z.array(z.unknown())),
  publish_cnt: looseCount,
  video_views: looseCount,
  rank: looseCount,
});

type Row = z.infer<typeof row>;

/** An older row in today's names; its curve ran from 0 to 1. */
function asToday(entry: unknown): Row | undefined {
  const { data } = olderRow.safeParse(entry);
  if (data?.hashtag_name === undefined) return undefined;
  return {
    hashtagID: data.hashtag_id,
    hashtagName: data.hashtag_name,
    industryIDs: data.industry_info?.id === undefined ? undefined : [data.industry_info.id],
    popularityCurve: data.trend?.map((dot) => {
      const read = olderPoint.safeParse(dot).data;
      const value = read?.value === undefined ? undefined : Math.round(read.value * 100);
      return { timestamp: read?.date ?? read?.time, value };
    }),
    publishCnt: data.publish_cnt,
    vv: data.video_views,
    rankIndex: data.rank,
  };
}

const olderPoint = z.object({ date: looseNumber, time: looseNumber, value: looseNumber });
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

/** The board it stood on: its industry, and the window where the address says which was asked for. */
function listOf(category: string | undefined, page: Page): string | undefined {
  const board = boardOf(page);
  const name = (board && INDUSTRIES[board.industry]) ?? category;
  return board ? `${name ?? "Hashtags"} ${board.countryCode}, ${board.days} days` : name;
}

/** The sighting of a row, or why there is none. `total` is how many hashtags the whole board has. */
export function readRow(entry: unknown, total: number | undefined, page: Page): Candidate["read"] {
  const today = row.safeParse(entry).data;
  const data = today?.hashtagName === undefined ? asToday(entry) : today;
  const name = data?.hashtagName?.replace(/^[#＃]+/, "").replaceAll(" ", "");
  if (data === undefined || !name) return "The row names no hashtag.";
  const series = readCurve(data.popularityCurve);
  const rank = data.rankIndex !== undefined && data.rankIndex > 0 ? data.rankIndex : undefined;
  const category = data.industryIDs
    ?.map((id) => INDUSTRIES[id / INDUSTRY_UNIT])
    .find((label) => label !== undefined);
  const list = listOf(category, page);
  return {
    kind: "term",
    externalId: data.hashtagID ?? name.slice(0, 300),
    title: `#${name.slice(0, 499)}`,
    url: `https://www.tiktok.com/tag/${encodeURIComponent(name.slice(0, 100).toWellFormed())}`,
    ...(rank !== undefined && { rank }),
    ...(rank !== undefined && total !== undefined && total >= rank && { listSize: total }),
    ...(data.vv !== undefined && { views: data.vv }),
    ...(series && { series }),
    ...(data.publishCnt !== undefined && {
      trendStrength: `${data.publishCnt.toLocaleString("en-US")} posts`,
    }),
    ...(category !== undefined && { category }),
    ...(list !== undefined && { list }),
    seenAt: page.fetchedAt,
  };
}

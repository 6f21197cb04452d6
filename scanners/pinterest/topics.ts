/** Reads the lists of API v5 that name topics and not single searches: featured topics, editorial articles, related terms. */
import { z } from "zod";
import { looseId, looseList, loosely, looseNumber, looseText, looseUrl } from "../json-page";
import { cleanText } from "../reading/text";
import { growthOf, percent, readSeries, searchUrl, type Read } from "./figures";

/** Topics stand in groups, one for each interest of a market. */
const group = z.object({ interest: looseText, trends: z.array(z.looseObject({})) });

const topic = z
  .object({
    id: looseId,
    title: looseText,
    percent_growth_mom: looseNumber,
    interest: looseText,
    pins: looseList(z.object({ src: looseUrl })),
    related_searches: loosely(z.array(z.unknown())),
    time_series: loosely(z.record(z.string(), z.unknown())),
  })
  .refine(({ pins, related_searches, time_series }) => pins ?? related_searches ?? time_series);

const article = z
  .object({
    id: looseId,
    title: looseText,
    board_url: looseUrl,
    pins_url: looseUrl,
    related_keywords: loosely(z.array(z.unknown())),
  })
  .refine(({ board_url, pins_url, related_keywords }) => board_url ?? pins_url ?? related_keywords);

const related = z.object({ term: looseText });

/** The entries of a list whose topics stand in groups, each with the interest of its group; of another list, its own. */
export function unwrapped(entries: unknown[]): unknown[] {
  return entries.flatMap((entry) => {
    const { data } = group.safeParse(entry);
    return data === undefined ? [entry] : data.trends.map((one) => ({ ...one, interest: data.interest }));
  });
}

/** A topic is a term: what people look for, in Pinterest's own words. Its growth is written in percent. */
export function readTopic(entry: unknown): Read | undefined {
  const { data } = topic.safeParse(entry);
  if (data?.title === undefined) return undefined;
  const series = readSeries(data.time_series);
  const imageUrl = data.pins?.find(({ src }) => src !== undefined)?.src;
  return {
    kind: "term",
    externalId: data.id ?? data.title.slice(0, 300),
    title: data.title,
    url: searchUrl(data.title),
    ...(imageUrl !== undefined && { imageUrl }),
    ...growthOf({ mom: percent(data.percent_growth_mom) }),
    ...(series && { series }),
    ...(data.interest !== undefined && {
      category: cleanText(data.interest.replaceAll("_", " ").toLowerCase(), 200),
    }),
  };
}

/** An article of Pinterest's editors speaks of a trend and is none. */
export function readArticle(entry: unknown): Read | undefined {
  const { data } = article.safeParse(entry);
  if (data?.title === undefined) return undefined;
  const url = data.board_url ?? data.pins_url;
  return {
    kind: "event",
    externalId: data.id ?? url?.slice(0, 300) ?? data.title.slice(0, 300),
    title: data.title,
    ...(url !== undefined && { url }),
  };
}

/** A term that was asked about; what is related to it comes without any figure. */
export function readRelated(entry: unknown): Read | undefined {
  const term = related.safeParse(entry).data?.term;
  return term === undefined
    ? undefined
    : { kind: "term", externalId: term.slice(0, 300), title: term, url: searchUrl(term) };
}

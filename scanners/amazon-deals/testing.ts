/** Answers of Amazon's deals, written by us for tests. */
import type { Page } from "../scanner";

export const SEEN_AT = "2026-11-22T10:00:00.000Z";

/** A page of the search filtered to deals, asked for in American English unless `over` says otherwise. */
export const pageOf = (body: unknown, over: Partial<Page> = {}): Page => ({
  url: "https://www.amazon.com/s?i=electronics&rh=p_n_deal_type%3A23566064011",
  status: 200,
  headers: {},
  body: typeof body === "string" ? body : JSON.stringify(body),
  fetchedAt: SEEN_AT,
  locale: "en-US",
  ...over,
});

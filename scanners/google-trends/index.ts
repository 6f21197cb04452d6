/** Google Trends: what a country searches for today. Anonymous; ten terms a feed, few of them products. */
import type { Scanner } from "../scanner";
import { parse } from "./parse";
import { first } from "./requests";

export const scanner: Scanner = {
  id: "google-trends",
  kind: "xml",
  cadenceMinutes: 60,
  access: () => ({ state: "ready" }),
  first,
  next: () => [],
  parse,
};

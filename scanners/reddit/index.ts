/** Reddit: what people in product subreddits vote up. Full figures with an approved app, order alone without. */
import type { Scanner } from "../scanner";
import { parse } from "./parse";
import { first, next } from "./requests";

export const scanner: Scanner = {
  id: "reddit",
  kind: "json",
  cadenceMinutes: 60,
  access: () => ({ state: "ready" }),
  first,
  next,
  parse,
};

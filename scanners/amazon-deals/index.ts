/** Amazon Deals: the weakest of the sources without a key; its pages refuse robots often. */
import type { Scanner } from "../scanner";
import { parse } from "./parse";
import { first, next } from "./requests";

export const scanner: Scanner = {
  id: "amazon-deals",
  kind: "html",
  cadenceMinutes: 60,
  access: () => ({ state: "ready" }),
  first,
  next: (page, _state, ctx) => next(page, ctx),
  parse,
};

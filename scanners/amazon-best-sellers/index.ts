/** Amazon Best Sellers: what sells most in a category, with price, rating and rank. Anonymous, from the public pages. */
import type { Scanner } from "../scanner";
import { parse } from "./parse";
import { first, next } from "./requests";

export const scanner: Scanner = {
  id: "amazon-best-sellers",
  kind: "html",
  cadenceMinutes: 60,
  access: () => ({ state: "ready" }),
  first,
  next,
  parse,
};

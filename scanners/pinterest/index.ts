import type { Scanner } from "../scanner";
import { first, next } from "./requests";
import { parse } from "./parse";

export const scanner: Scanner = {
  id: "pinterest",
  kind: "json",
  // The data changes weekly and lags by days.
  cadenceMinutes: 24 * 60,
  access: () => ({ state: "ready" }),
  first,
  next,
  parse,
};

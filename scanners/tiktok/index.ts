import type { Scanner } from "../scanner";
import { first, next } from "./requests";
import { parse } from "./parse";

export const scanner: Scanner = {
  id: "tiktok",
  kind: "json",
  cadenceMinutes: 180,
  access: () => ({ state: "ready" }),
  first,
  next,
  parse,
};

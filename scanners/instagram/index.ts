import type { Scanner } from "../scanner";
import { access, first, next } from "./requests";
import { parse } from "./parse";

export const scanner: Scanner = {
  id: "instagram",
  kind: "json",
  cadenceMinutes: 60,
  access,
  first,
  next,
  parse,
};

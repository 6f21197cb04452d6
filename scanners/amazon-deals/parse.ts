/** Reads whatever Amazon answers when asked for deals: JSON of its API, or a page of cards. */
import { parser } from "../reading/parser";
import type { Page } from "../scanner";
import { parseJson } from "./parse-json";
import { parsePage } from "./parse-page";

const shapeOf = (page: Page): "json" | "html" => (/^\s*[{[]/.test(page.body.slice(0, 500)) ? "json" : "html");

export const parse = parser(shapeOf, (page) =>
  shapeOf(page) === "json" ? parseJson(page) : parsePage(page),
);

import type { TitleAndName } from "./measure-names";

/** A shop's name for a thing in the path of its address: words between hyphens, in front of the id. */
const NAMED_PATH = /\/([^/?#]+-[^/?#]+)\/(?:dp|gp|product|itm)\//;

/**
 * Reads a table of titles (CSV with a header, RFC 4180) with the shop's name from its column `url_slug_name`, or else from the
 * path of its `url`. Rows without such a name are left out. Throws RangeError where a column is missing.
 */
export function readTitleTable(text: string): TitleAndName[] {
  const [header = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ""));
  const title = header.indexOf("title");
  const slug = header.indexOf("url_slug_name");
  const url = header.indexOf("url");
  if (title < 0 || (slug < 0 && url < 0))
    throw new RangeError("It needs the columns title and url_slug_name or url.");
  return rows.flatMap((row) => {
    const shopName = slug < 0 ? nameInUrl(row[url] ?? "") : (row[slug] ?? "");
    return row[title] && shopName.trim() ? [{ title: row[title], shopName }] : [];
  });
}

function nameInUrl(url: string): string {
  const name = NAMED_PATH.exec(url)?.[1] ?? "";
  try {
    return decodeURIComponent(name).replaceAll("-", " ");
  } catch {
    return name.replaceAll("-", " ");
  }
}

/** The cells of each line; a quoted cell may hold commas, line ends and doubled quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}

/** `npm run names -- FILE.csv … [--train]`: how well names are found in titles, and learning to find them. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BadRequestError, messageOf } from "@/lib/core/errors";
import { measureNames, type TitleAndName } from "@/lib/matching/names/measure-names";
import { nameFromTitle, type NameModel } from "@/lib/matching/name-from-title";
import { readTitleTable } from "@/lib/matching/names/read-title-table";
import { heldOut, trainNames } from "@/lib/matching/names/train-names";
import { command, misused } from "./command";

const USAGE = `npm run names -- FILE.csv … [--train]

Prints as JSON how well names are found in titles, beside the titles as they are. A file has a column title and a column
url_slug_name (the shop's own name for the thing) or url (an address whose path holds that name). The first file is measured.
--train  cross-validates first, then learns from all files and writes lib/matching/names/name-weights.ts`;
const MODEL_FILE = path.resolve(import.meta.dirname, "../lib/matching/names/name-weights.ts");
const LINE = 150;

function rowsOf(file: string): TitleAndName[] {
  let rows: TitleAndName[];
  try {
    rows = readTitleTable(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw new BadRequestError(`${file} cannot be read: ${messageOf(thrown, 160)}`);
  }
  if (rows.length === 0)
    throw new BadRequestError(`${file} holds no title with a shop's name for the thing.`);
  return rows;
}

/** The rows of the first file, each answered by a model that has not seen it. */
function crossValidated(rows: readonly TitleAndName[], measured: number) {
  const answers = heldOut(rows, trainNames)
    .slice(0, measured)
    .map(({ row, model }): [string, string | null] => [
      row.title,
      nameFromTitle(row.title, model)?.name ?? null,
    ]);
  const found = new Map(answers);
  return measureNames(rows.slice(0, measured), (title) => found.get(title) ?? null);
}

/** Weights as a table of entries between commas. */
function tableOf(weights: ReadonlyMap<string, number>): string {
  const lines: string[] = [];
  for (const [feature, weight] of weights) {
    const entry = `${feature} ${weight}`;
    const last = lines.at(-1);
    if (last === undefined || last.length + entry.length + 2 > LINE) lines.push(entry);
    else lines[lines.length - 1] = `${last}, ${entry}`;
  }
  return lines.join("\n");
}

function writeModel({ words, nameless }: NameModel): void {
  const text = `/** Learned by \`npm run names -- FILE.csv --train\`; not written by hand. */
import type { NameModel } from "./name-from-title";

const WORDS = \`
${tableOf(words)}
\`;
const NAMELESS = \`
${tableOf(nameless)}
\`;

export const NAME_MODEL: NameModel = { words: weightsOf(WORDS), nameless: weightsOf(NAMELESS) };

function weightsOf(table: string): Map<string, number> {
  const entries = table.trim().split(/, |\\n/);
  return new Map(
    entries.map((entry) => {
      const gap = entry.lastIndexOf(" ");
      return [entry.slice(0, gap), Number(entry.slice(gap + 1))];
    }),
  );
}
`;
  writeFileSync(MODEL_FILE, text);
}

function measureOrTrain({ train }: { train: boolean }, files: string[]): void {
  const [first, ...others] = files.map(rowsOf);
  if (!first) throw misused(USAGE, "Name a file.");
  const rows = [...new Map([...first, ...others.flat()].map((row) => [row.title, row])).values()];
  const measured = new Set(first.map(({ title }) => title)).size;
  const raw = measureNames(first, (title) => title);
  if (train) {
    const report = { rows: rows.length, crossValidated: crossValidated(rows, measured), raw };
    writeModel(trainNames(rows));
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  const shipped = measureNames(first, (title) => nameFromTitle(title)?.name ?? null);
  console.log(JSON.stringify({ shipped, raw }, null, 2));
}

await command({
  usage: USAGE,
  options: { train: { type: "boolean", default: false } },
  most: Infinity,
  run: measureOrTrain,
});

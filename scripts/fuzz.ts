/** `npm run test:fuzz -- [--copies N] [--seed N] [--source NAME]`: damaged copies of every format that is read. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BadRequestError } from "@/lib/core/errors";
import { SOURCE_IDS } from "@/lib/core/words";
import { complaintAbout } from "@/scanners/damage/complaint";
import { DAMAGE, FILLERS } from "@/scanners/damage/damage";
import { randomOf } from "@/scanners/damage/random";
import { subjects, type Subject } from "@/scanners/damage/subjects";
import { MAX_BODY_BYTES } from "@/scanners/reading/body-limits";
import { SCANNERS } from "@/scanners/registry";
import { command, misused, type Values } from "./command";

const USAGE = `npm run test:fuzz -- [--copies N] [--seed N] [--source NAME]

Reads damaged copies of every page format, and of the recordings beside the project where they are: the parsers answer, in
time, and invent nothing. The seed is printed; the same seed makes the same copies. Exit code 1: a copy broke the law, and
it is kept for a look.`;
/** Copies of each page: with all pages some 12,000, in about a minute on a machine that does nothing else. */
const COPIES = 500;
const RECORDED = path.resolve(import.meta.dirname, "../../shared/captures");

function wholeNumber(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw misused(USAGE, `--${name} must be a whole number.`);
}

/** Recordings to damage as well, larger and stranger than the samples. */
function recordings(): Subject[] {
  return SOURCE_IDS.flatMap((source) => {
    const folder = path.join(RECORDED, source);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => /\.(?:html|json|xml)$/.test(file))
      .map((file): Subject => {
        const body = readFileSync(path.join(folder, file), "utf8");
        const fetchedAt = "2026-11-22T10:00:00.000Z";
        return {
          source,
          name: file,
          page: { url: "", status: 200, headers: {}, body, fetchedAt, locale: "en-US" },
        };
      });
  });
}

/** FNV-1a over the page's name: every page has damage of its own, whatever the others are. */
function seedFor(seed: number, { source, name }: Subject): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of `${source}/${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

const kinds = Object.entries(DAMAGE);

/** Every damaged copy of a page in turn, and then the bodies made to hurt, with and without the page before them. */
function* damagedCopies(
  subject: Subject,
  seed: number,
  copies: number,
): Generator<{ what: string; body: string }> {
  const { body } = subject.page;
  for (let copy = 0; copy < copies; copy += 1) {
    const [kind, damage] = kinds[copy % kinds.length] ?? ["none", (text: string) => text];
    yield { what: `copy ${copy}, ${kind}`, body: damage(body, randomOf(seedFor(seed, subject) + copy)) };
  }
  for (const filler of FILLERS) {
    const times = Math.floor((MAX_BODY_BYTES - 10_000) / Buffer.byteLength(filler));
    yield { what: `nothing but ${JSON.stringify(filler)}`, body: filler.repeat(times) };
    const beside = filler.repeat(Math.floor(times / 4));
    yield { what: `${JSON.stringify(filler)} after the page`, body: body + beside };
  }
}

const OPTIONS = { copies: { type: "string" }, seed: { type: "string" }, source: { type: "string" } } as const;

function run(values: Values<typeof OPTIONS>): number {
  const copies = wholeNumber(values.copies, COPIES, "copies");
  const seed = wholeNumber(values.seed, Date.now() % 1_000_000_000, "seed");
  const chosen = [...subjects(), ...recordings()].filter(
    ({ source }) => values.source === undefined || source === values.source,
  );
  if (chosen.length === 0)
    throw new BadRequestError(`"${values.source}" is not one of ${SOURCE_IDS.join(", ")}.`);
  console.log(`seed ${seed}, ${copies} copies of each of ${chosen.length} pages`);
  let broken = 0;
  for (const subject of chosen) {
    const { source, name, page } = subject;
    const start = performance.now();
    let slowest = 0;
    for (const { what, body } of damagedCopies(subject, seed, copies)) {
      const before = performance.now();
      const complaint = complaintAbout(SCANNERS[source], { ...page, body });
      slowest = Math.max(slowest, performance.now() - before);
      if (complaint === undefined) continue;
      broken += 1;
      const file = path.join(mkdtempSync(path.join(tmpdir(), "fuzz-")), "page.txt");
      writeFileSync(file, body);
      console.error(`${source}, ${name}, ${what}: ${complaint} Kept in ${file}`);
      if (broken >= 10) return 1;
    }
    const seconds = (performance.now() - start) / 1_000;
    console.log(
      `${source}, ${name}: ${seconds.toFixed(1)} s, the slowest ${Math.round(slowest)} ms with its checks`,
    );
  }
  console.log(broken === 0 ? "No copy broke the law." : `${broken} copies broke the law.`);
  return broken === 0 ? 0 : 1;
}

await command({ usage: USAGE, options: OPTIONS, run });

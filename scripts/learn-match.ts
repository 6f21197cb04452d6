/**
 * `npm run match:learn -- FOLDER [--report]`: learns the weights of "the same product?" from labelled pairs, or measures each
 * set with weights learned without it. Needs FOLDER/matching/*.jsonl and FOLDER/reddit/all-amazon-posts-half.csv.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/core/errors";
import { FEATURE_NAMES } from "@/lib/matching/same-product/features";
import { type Benchmark, readBenchmarks } from "@/lib/matching/same-product/labelled-sets";
import { learnWeights, type Weights } from "@/lib/matching/same-product/learn";
import { learningSets, leaveOneOut, measure } from "@/lib/matching/same-product/measure";

const USAGE = "npm run match:learn -- FOLDER [--report]";
const FILE = path.resolve(import.meta.dirname, "../lib/matching/same-product/weights.json");

class UsageError extends Error {}

function read(): { benchmarks: Benchmark[]; report: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { report: { type: "boolean", default: false } },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new Error("Name one folder.");
    return { benchmarks: readBenchmarks(folder), report: values.report };
  } catch (thrown) {
    throw new UsageError(`${messageOf(thrown, 300)} Usage: ${USAGE}`, { cause: thrown });
  }
}

const rounded = (value: number | undefined) => Number((value ?? 0).toFixed(4));

function written({ pair, competition }: Weights): string {
  const [odds, behind, ahead, alone] = competition.weights.map(rounded);
  const weights = Object.fromEntries(FEATURE_NAMES.map((name, at) => [name, rounded(pair.weights[at])]));
  const content = {
    pair: { bias: rounded(pair.bias), weights },
    competition: { bias: rounded(competition.bias), odds, behind, ahead, alone },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function table(rows: ReturnType<typeof leaveOneOut>): void {
  console.table(
    rows.map(({ merge, ...row }) => ({
      ...row,
      merged: merge.pairs,
      mergePrecision: merge.precision,
      mergeRecall: merge.recall,
    })),
  );
}

try {
  const { benchmarks, report } = read();
  if (report) {
    console.log("Weights learned without the set, in percent:");
    table(leaveOneOut(benchmarks));
    console.log("Shipped weights (learned from other pairs of the same sets; reddit: from the same pairs):");
    table(benchmarks.map(({ name, test }) => ({ name, ...measure(test) })));
  } else {
    writeFileSync(FILE, written(learnWeights([...learningSets(benchmarks).values()])));
    console.log(`Learned from ${benchmarks.map(({ name }) => name).join(", ")}; written to ${FILE}.`);
  }
} catch (thrown) {
  console.error(messageOf(thrown, 500));
  process.exitCode = thrown instanceof UsageError ? 2 : 1;
}

/** `npm run match:learn -- FOLDER [--report]`: learns the weights of "the same product?" from labelled pairs. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { messageOf } from "@/lib/core/errors";
import { FEATURE_NAMES } from "@/lib/matching/same-product/features";
import { type Benchmark, readBenchmarks } from "@/lib/matching/same-product/labelled-sets";
import { learnWeights, type Weights } from "@/lib/matching/same-product/learn";
import { learningSets, leaveOneOut, measure } from "@/lib/matching/same-product/measure";
import { command, misused } from "./command";

const USAGE = `npm run match:learn -- FOLDER [--report]

Learns the weights from labelled pairs and writes lib/matching/same-product/weights.json. Needs FOLDER/matching/*.jsonl
and FOLDER/reddit/all-amazon-posts-half.csv.
--report  measures each set with weights learned without it, and writes nothing`;
const FILE = path.resolve(import.meta.dirname, "../lib/matching/same-product/weights.json");

function benchmarksIn(folder: string | undefined): Benchmark[] {
  if (folder === undefined) throw misused(USAGE, "Name one folder.");
  try {
    return readBenchmarks(folder);
  } catch (thrown) {
    throw misused(USAGE, messageOf(thrown, 300));
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

await command({
  usage: USAGE,
  options: { report: { type: "boolean", default: false } },
  most: 1,
  run: ({ report }, [folder]) => {
    const benchmarks = benchmarksIn(folder);
    if (report) {
      console.log("Weights learned without the set, in percent:");
      table(leaveOneOut(benchmarks));
      console.log(
        "Shipped weights (learned from other pairs of the same sets; reddit: from the same pairs):",
      );
      table(benchmarks.map(({ name, test }) => ({ name, ...measure(test) })));
      return;
    }
    writeFileSync(FILE, written(learnWeights([...learningSets(benchmarks).values()])));
    console.log(`Learned from ${benchmarks.map(({ name }) => name).join(", ")}; written to ${FILE}.`);
  },
});

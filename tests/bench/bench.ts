/** `npm run bench`: the benchmarks as a table, then as one line of JSON. Needs the Postgres of tests on this machine. */
import { execFileSync } from "node:child_process";
import { benchDbos } from "./dbos";
import { benchMatching } from "./matching";
import { benchPacing } from "./pacing";
import { benchParsers } from "./parsers";
import { benchRuns } from "./runs";
import { benchScan } from "./scan";

/** 3% of what twelve model calls of 0.3 s take. */
const OWN_TIME_LIMIT_MS = 108;

const row = (
  name: string,
  figures: { p50Ms: number; p95Ms: number; runsPerSecond: number; rssMb?: number; rssBusyMb?: number },
) => ({
  what: name,
  "p50 ms": figures.p50Ms.toFixed(1),
  "p95 ms": figures.p95Ms.toFixed(1),
  "200 at once, runs/s": figures.runsPerSecond.toFixed(1),
  "memory MB after a run": figures.rssMb?.toFixed(0) ?? "",
  "after 200": figures.rssBusyMb?.toFixed(0) ?? "",
});

execFileSync(
  process.execPath,
  [
    "--input-type=module",
    "-e",
    "const { build } = await import('./scripts/build.mjs'); if (!(await build({ quiet: true }))) process.exit(1)",
  ],
  { stdio: "inherit" },
);

const parsers = benchParsers();
const postgres = await benchRuns("postgres");
const pglite = await benchRuns("pglite");
const dbos = await benchDbos();
const scan = await benchScan();
const matching = await benchMatching();
const pacing = await benchPacing();

console.log(
  `\nAn Amazon list (${parsers.page}, ${parsers.kilobytes} kB): ${parsers.items} items in ${parsers.parseMs.toFixed(1)} ms, ${parsers.megabytesPerSecond.toFixed(0)} MB/s; a bare cheerio load of it ${parsers.cheerioLoadMs.toFixed(1)} ms: ratio ${parsers.ratio.toFixed(2)}`,
);
console.log("\nOne analysis of twelve steps, rules instead of a model, on the built server");
console.table([
  row("ours, Postgres", postgres),
  row("ours, PGlite", pglite),
  row("DBOS, Postgres, twelve no-op steps", dbos),
]);
console.log(
  `ours / DBOS on Postgres: ${(postgres.p50Ms / dbos.p50Ms).toFixed(2)} in time, ${(postgres.runsPerSecond / dbos.runsPerSecond).toFixed(2)} in runs a second`,
);
console.log(
  `limit of our own time: ${OWN_TIME_LIMIT_MS} ms a run on Postgres: ${postgres.p50Ms < OWN_TIME_LIMIT_MS ? "kept" : "MISSED"}\n`,
);
console.log("A scan of seven sources side by side, three of them dead or hanging");
console.table(
  Object.entries(scan.sources).map(([source, { seconds, state }]) => ({
    source,
    seconds: seconds.toFixed(1),
    state,
  })),
);
console.log(
  `until the last step had ended: ${scan.seconds.toFixed(1)} s; budget: ${scan.budgetSeconds} s: ${scan.kept ? "kept" : "MISSED"}\n`,
);
console.log("A thousand new sightings without a known key, on Postgres");
console.table(
  matching.sizes.map((size) => ({
    products: size.products,
    "matching ms": size.matchingMs.toFixed(0),
    "whole ingest ms": size.ingestMs.toFixed(0),
    "other wordings found": `${(size.found * 100).toFixed(1)}%`,
  })),
);
console.log(
  `growth for ten times the products: ${matching.growth.toFixed(2)}; limits: ${matching.limits.growth} in growth, ${matching.limits.ms} ms for matching: ${matching.kept ? "kept" : "MISSED"}\n`,
);
console.log("A hundred analyses at once on a provider's free plan, in virtual time");
console.table(
  Object.entries({ "turns at the model": pacing.turns, "a fixed pause of 0.8 s": pacing.fixedPause }).map(
    ([how, { hours, productsPerHour, ...counts }]) => ({
      how,
      ...counts,
      hours: hours.toFixed(1),
      "products an hour": productsPerHour.toFixed(2),
    }),
  ),
);
console.log(`of the scarcest limit ${(pacing.share * 100).toFixed(1)}% was used while there was work`);
console.log(
  `one analysis with answers in 0.3 to 1.5 s: ${(pacing.analysis.ms / 1000).toFixed(1)} s, of which models ${(pacing.analysis.modelMs / 1000).toFixed(1)} s and pauses ${(pacing.analysis.pauseMs / 1000).toFixed(1)} s: ${(pacing.analysis.overhead * 100).toFixed(1)}% on top; limit ${pacing.overheadLimit * 100}%: ${pacing.kept ? "kept" : "MISSED"}\n`,
);
console.log(
  JSON.stringify({
    runs: { postgres, pglite, dbos },
    ownTimeLimitMs: OWN_TIME_LIMIT_MS,
    parsers,
    scan,
    matching,
    pacing,
  }),
);
process.exit(postgres.p50Ms < OWN_TIME_LIMIT_MS && scan.kept && matching.kept && pacing.kept ? 0 : 1);

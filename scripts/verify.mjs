// `npm run verify`: everything that can be said about the code without starting the product.
// `--ci` adds the production build, leaves the unit tests out (npm test has run them) and counts the parts.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { root, since, tool } from "./run.mjs";
import { say } from "./say.mjs";

const ci = process.argv.includes("--ci");
const succeeds = (file, ...args) => tool(file, args).then((code) => code === 0);

const CHECKS = [
  { name: "format", run: () => succeeds("node_modules/oxfmt/bin/oxfmt", "--check") },
  { name: "lint", run: () => succeeds("node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings") },
  {
    name: "types",
    run: async () =>
      (await succeeds("node_modules/next/dist/bin/next", "typegen")) &&
      (await succeeds("node_modules/typescript/bin/tsc", "--noEmit")),
  },
  { name: "unused code", run: () => succeeds("node_modules/knip/bin/knip.js") },
  { name: "schema drift", run: () => succeeds("scripts/schema-drift.mjs") },
  ci
    ? { name: "production build", run: () => build({ quiet: false }) }
    : { name: "unit tests", run: () => succeeds("node_modules/vitest/vitest.mjs", "run") },
];

await install();
const outcomes = [];
for (const check of CHECKS) {
  const start = performance.now();
  say(`\n── ${check.name} ──`);
  const passed = await check.run();
  outcomes.push({ passed, line: `${check.name}: ${passed ? "passed" : "failed"} in ${since(start)}` });
}
say("");
for (const outcome of outcomes) say(outcome.line);
const failed = outcomes.filter((outcome) => !outcome.passed).length;
const results = path.join(root, ".cache", "tests");
mkdirSync(results, { recursive: true });
writeFileSync(
  path.join(results, "checks.json"),
  JSON.stringify({ passed: outcomes.length - failed, failed }),
);
process.exitCode = failed > 0 ? 1 : 0;

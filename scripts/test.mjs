// `npm test`: every test there is, from a bare clone. `--crash` runs the full crash matrix alone.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { root, since, tool } from "./run.mjs";
import { say } from "./say.mjs";

const RESULTS = path.join(root, ".cache", "tests");
const VITEST = "node_modules/vitest/vitest.mjs";
const PLAYWRIGHT = "node_modules/@playwright/test/cli.js";

const PARTS = [
  { name: "unit and integration", file: VITEST, args: ["run"] },
  {
    name: "hosted build",
    file: VITEST,
    args: ["run", "--config", "tests/build/vitest.config.ts"],
    built: "hosted",
  },
  {
    name: "browser",
    file: PLAYWRIGHT,
    args: ["test", "--config", "tests/e2e/playwright.config.ts"],
    built: "own",
  },
  { name: "faults", file: VITEST, args: ["run", "--config", "tests/faults/vitest.config.ts"], built: "own" },
];
const CRASH = [{ ...PARTS[3], name: "full crash matrix", env: { CRASH: "full" } }];

// What a person has set for the application must not decide how its tests go.
const settings = readFileSync(path.join(root, ".env.example"), "utf8");
for (const [, name = ""] of settings.matchAll(/^# ?([A-Z][A-Z0-9_]+)=/gm)) delete process.env[name];

const started = performance.now();
await install();
const results = [];
for (const part of process.argv.includes("--crash") ? CRASH : PARTS) results.push(await run(part));
const complete = await nothingIsMissingHere();
finish();

/** Runs one part; resolves to its totals. A part that ran no test has failed. */
async function run(part) {
  const start = performance.now();
  say(`\n── ${part.name} ──`);
  if (part.built && !(await build({ quiet: true, hosted: part.built === "hosted" }))) {
    return lost(part, "the production build failed");
  }
  const totals = path.join(RESULTS, `${part.name.replaceAll(" ", "-")}.json`);
  mkdirSync(RESULTS, { recursive: true });
  rmSync(totals, { force: true });
  const code = await tool(part.file, part.args, {
    env: { NODE_ENV: "test", TOTALS_FILE: totals, ...part.env },
  });
  if (!existsSync(totals)) return lost(part, `it ended with code ${code} before any test`);
  const read = JSON.parse(readFileSync(totals, "utf8"));
  const problems = [];
  if (read.errors > 0) problems.push(`${read.errors} error(s) outside of a test`);
  if (read.passed + read.failed === 0) problems.push("no test was executed");
  if (code !== 0 && read.failed === 0 && problems.length === 0) problems.push(`it ended with code ${code}`);
  return { name: part.name, ...read, problems, took: since(start) };
}

function lost(part, problem) {
  return { name: part.name, passed: 0, failed: 0, skipped: [], problems: [problem], took: "" };
}

function finish() {
  const skipped = results.flatMap((part) => part.skipped);
  if (skipped.length > 0)
    say(`\nSkipped${complete ? ", though nothing they could need is missing here" : ""}:`);
  for (const skip of skipped) say(`  ${skip.name}${skip.reason ? ` (${skip.reason})` : ""}`);
  say("");
  for (const part of results) {
    const skips = part.skipped.length > 0 ? `, ${part.skipped.length} skipped` : "";
    say(
      `${part.name}: ${part.passed} passed, ${part.failed} failed${skips}${part.took ? ` in ${part.took}` : ""}`,
    );
    for (const problem of part.problems) say(`  failed: ${problem}`);
  }
  const sum = (count) => results.reduce((total, part) => total + count(part), 0);
  const passed = sum((part) => part.passed);
  const failed = sum((part) => part.failed + part.problems.length) + (complete ? skipped.length : 0);
  writeFileSync(path.join(RESULTS, "totals.json"), JSON.stringify({ passed, failed }));
  say(`Tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped in ${since(started)}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** True where every skip is a mistake: the shared folder, a Postgres and a Redis are all within reach. */
async function nothingIsMissingHere() {
  const reached = await Promise.all([5432, 6379].map(reaches));
  return reached.every(Boolean) && existsSync(path.resolve(root, "..", "shared"));
}

function reaches(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => settle(false));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

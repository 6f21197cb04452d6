// The production build, made only when something that goes into it has changed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { captureTool, root, tool } from "./run.mjs";
import { say } from "./say.mjs";

const STAMP = path.join(root, ".next", "sources.sha256");
const NEXT = "node_modules/next/dist/bin/next";
const FOLDERS = ["agents", "app", "db", "lib", "public", "scanners"];
const FILES = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "scripts/next-es-modules.mjs",
  "tsconfig.json",
];

function* filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield file;
  }
}

/** A hash over everything a build reads. */
function sourcesHash() {
  const hash = createHash("sha256").update(process.platform);
  const present = (name) => existsSync(path.join(root, name));
  const folders = FOLDERS.filter(present).flatMap((name) => [...filesIn(path.join(root, name))]);
  for (const file of [...FILES.filter(present).map((name) => path.join(root, name)), ...folders]) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** A build as the hosting platform makes it, for the tests of it: the settings it insists on lead nowhere. */
const HOSTED = {
  VERCEL: "1",
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/nowhere",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
  UPSTASH_REDIS_REST_TOKEN: "none",
  QSTASH_TOKEN: "none",
  QSTASH_CURRENT_SIGNING_KEY: "none",
  QSTASH_NEXT_SIGNING_KEY: "none",
};

/**
 * Builds where `.next` does not hold a finished build of exactly these sources. `quiet` keeps the bundler's
 * output back unless it fails; `hosted` makes the build of a hosted copy. Resolves to false when it failed.
 */
export async function build({ quiet, hosted = false }) {
  const stamp = `${sourcesHash()}${hosted ? " hosted" : ""}`;
  const finished = existsSync(STAMP) && existsSync(path.join(root, ".next", "BUILD_ID"));
  if (finished && readFileSync(STAMP, "utf8") === stamp) return true;

  rmSync(STAMP, { force: true });
  // The route types of a development server that has long ended would be checked along, and fail.
  rmSync(path.join(root, ".next", "dev", "types"), { recursive: true, force: true });
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...(hosted ? HOSTED : {}) };
  if (!(quiet ? await buildQuietly(env) : (await tool(NEXT, ["build"], { env })) === 0)) return false;
  writeFileSync(STAMP, stamp);
  return true;
}

async function buildQuietly(env) {
  const done = say.task("Building (about a minute)");
  const { code, output } = await captureTool(NEXT, ["build"], { env });
  if (code === 0) done("Built");
  else process.stderr.write(`\n${output}\n`);
  return code === 0;
}

// The production build, made only when something that goes into it has changed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { captureTool, root, tool } from "./run.mjs";
import { say } from "./say.mjs";

const STAMP = path.join(root, ".next", "sources.sha256");
const FOLDERS = ["agents", "app", "db", "lib", "public", "scanners"];
const FILES = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
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

/** True when `.next` holds a finished build of exactly these sources. */
function isBuilt() {
  return (
    existsSync(STAMP) &&
    existsSync(path.join(root, ".next", "BUILD_ID")) &&
    readFileSync(STAMP, "utf8") === sourcesHash()
  );
}

/**
 * Builds where needed. `quiet` keeps the bundler's output back unless it fails.
 * Resolves to `"built"`, `"current"` or `"failed"`.
 */
export async function build({ quiet }) {
  if (isBuilt()) return "current";
  const hash = sourcesHash();
  rmSync(STAMP, { force: true });
  // The route types of a development server that has long ended would be checked along, and fail.
  rmSync(path.join(root, ".next", "dev", "types"), { recursive: true, force: true });
  const args = ["build"];
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  if (quiet) {
    const done = say.task("Building (about a minute)");
    const result = await captureTool("node_modules/next/dist/bin/next", args, { env });
    if (result.code !== 0) {
      process.stderr.write(`\n${result.output}\n`);
      return "failed";
    }
    done("Built");
  } else if ((await tool("node_modules/next/dist/bin/next", args, { env })) !== 0) return "failed";
  writeFileSync(STAMP, hash);
  return "built";
}

// Plain JavaScript that also runs on Node 20 with no package installed yet: it is what brings the rest.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fatal, say } from "./say.mjs";
import { capture, nodePath, root } from "./run.mjs";

const STAMP = path.join(root, "node_modules", ".install-stamp");
/** Holds the process while npm works: what a killed npm has half unpacked it would take for whole the next time. */
const UNFINISHED = path.join(root, "node_modules", ".install-unfinished");
/** Their optional binaries are in no lockfile made elsewhere, and npm skips what a lockfile lacks. */
const WITHOUT_LOCK = process.platform === "darwin" || process.platform === "win32";

/** What decides whether node_modules is up to date: the lockfile, the pinned versions and the platform. */
function fingerprint() {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const lock = path.join(root, "package-lock.json");
  return createHash("sha256")
    .update(existsSync(lock) ? readFileSync(lock) : "")
    .update(JSON.stringify([manifest.dependencies, manifest.devDependencies, manifest.overrides]))
    .update(`${process.platform}-${process.arch}`)
    .digest("hex");
}

/**
 * Brings node_modules up to date, doing nothing when the last success was for the same lockfile,
 * and makes sure of the project's own Node 24. Ends the process with one line when it cannot.
 */
export async function install() {
  const wanted = fingerprint();
  const current = existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted;
  if (!current || !existsSync(nodePath)) {
    if (existsSync(UNFINISHED)) clearUnfinished();
    const done = say.task("Installing packages (one to two minutes the first time)");
    mkdirSync(path.dirname(UNFINISHED), { recursive: true });
    writeFileSync(UNFINISHED, String(process.pid));
    const args = ["install", "--no-audit", "--no-fund", "--no-progress", "--include=dev"];
    if (WITHOUT_LOCK) args.push("--no-package-lock");
    const result = await capture("npm", args, { env: outsideEnv(), shell: process.platform === "win32" });
    rmSync(UNFINISHED, { force: true });
    if (result.code !== 0) {
      process.stderr.write(result.output.split("\n").slice(-25).join("\n"));
      fatal(
        "npm install failed: its last words stand above. Check the network and the registry, then try again.",
        1,
      );
    }
    mkdirSync(path.dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, fingerprint());
    done("Packages installed");
  }
  await requireNode24();
}

function clearUnfinished() {
  const pid = Number(readFileSync(UNFINISHED, "utf8"));
  if (pid > 0 && isAlive(pid))
    fatal(`Packages are being installed here by process ${pid}: wait until that is done.`);
  rmSync(path.dirname(UNFINISHED), { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function requireNode24() {
  const hint =
    "Delete node_modules and try again, with install scripts allowed (npm config get ignore-scripts).";
  if (!existsSync(nodePath))
    fatal(`The "node" package brought no Node 24 for ${process.platform}-${process.arch}. ${hint}`);
  const { output } = await capture(nodePath, ["--version"]);
  const major = Number(/^v(\d+)\./.exec(output.trim())?.[1] ?? 0);
  if (major < 24) fatal(`Node 24 is needed and ${nodePath} says "${output.trim()}". ${hint}`);
}

/** The npm that was called, on the Node it was called with: installing must not replace the binary it runs on. */
function outsideEnv() {
  const bin = path.join(root, "node_modules");
  const outside = (process.env.PATH ?? "").split(path.delimiter).filter((entry) => !entry.startsWith(bin));
  return { ...process.env, PATH: outside.join(path.delimiter), NODE_ENV: "development" };
}

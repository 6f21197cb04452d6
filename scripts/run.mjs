// Starting other programs from the scripts: always on the project's own Node 24. Runs on Node 20 as well.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { say } from "./say.mjs";

export const root = path.resolve(import.meta.dirname, "..");
export const nodePath = path.join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** The environment of a child: the project's tools first on the PATH. */
function projectEnv(extra = {}) {
  const bin = path.join(root, "node_modules", ".bin");
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}`, ...extra };
}

/** Runs a tool of a package on Node 24 with inherited output; resolves to its exit code. */
export function tool(file, args, { env = {} } = {}) {
  const options = { cwd: root, stdio: "inherit", env: projectEnv(env) };
  return ending(spawn(nodePath, [path.join(root, file), ...args], options));
}

/** Runs a program quietly; resolves to its exit code and everything it printed. */
export async function capture(program, args, { env = projectEnv(), shell = false } = {}) {
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env, shell });
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  child.on("error", (error) => chunks.push(Buffer.from(`${error.message}\n`)));
  const code = await ending(child);
  return { code, output: Buffer.concat(chunks).toString("utf8") };
}

/** npm finishes unpacking before it heeds a signal: who presses Ctrl-C waits this long at most. */
const STOP_WITHIN_MS = 3_000;

/** Resolves to the exit code of a child. A signal goes to the child first; when that has ended, so does this process. */
function ending(child) {
  return new Promise((resolve) => {
    let interrupted;
    const pass = (signal) => {
      interrupted = signal;
      child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    };
    process.on("SIGINT", pass).on("SIGTERM", pass);
    child.on("error", () => resolve(1));
    child.on("close", (code) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      if (interrupted) {
        say("Stopped.");
        process.exit(128 + constants.signals[interrupted]);
      }
      resolve(code ?? 1);
    });
  });
}

/** The same as `capture`, for a tool of a package on Node 24. */
export function captureTool(file, args, { env = {} } = {}) {
  return capture(nodePath, [path.join(root, file), ...args], { env: projectEnv(env) });
}

/** Seconds since `start` (a `performance.now()`), for people: "4.2 s". */
export function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** The product as its own processes: the built server, `npm start`, and what they print and how they end. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export const root = path.resolve(import.meta.dirname, "..", "..");

/** Printed when the first round is over and nothing more is to come by itself. */
export const ADDRESS = /Product Trend Automation is at (\S+)/;

const SAID_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 15_000;

/** How a process ended: one of the two is null. */
type End = { code: number | null; signal: NodeJS.Signals | null };

const running = new Set<ChildProcess>();

/** What a person has set for the application (an account, a mode) must not decide how the tests go. */
function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "npm_config_registry"];
  const outside = Object.fromEntries(
    kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const none = {
    DATABASE_URL: "",
    QSTASH_TOKEN: "",
    UPSTASH_REDIS_REST_URL: "",
    APP_BASE_URL: "",
    SETUP_TOKEN: "",
  };
  return {
    ...outside,
    ...none,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_MANUAL_SIG_HANDLE: "1",
    SOURCES_MODE: "sample",
    LOG_LEVEL: "warn",
    ...settings,
  };
}

function run(program: string, args: string[], settings: Record<string, string>, ipc = false) {
  const child = spawn(program, args, {
    cwd: root,
    env: environment(settings),
    // A group of its own, so that a signal can be sent as a terminal does; ipc: it ends when the tests die.
    detached: true,
    stdio: ipc ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += String(text)));
  const ended = new Promise<End>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });

  /** What `pattern` finds in the output, as soon as it is there. Throws when the process ends without it. */
  async function said(pattern: RegExp, withinMs = SAID_WITHIN_MS): Promise<RegExpExecArray> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const isOver = !running.has(child);
      const found = pattern.exec(output);
      if (found) return found;
      if (isOver || Date.now() > deadline) {
        throw new Error(`${isOver ? "It ended" : "It went on"} without saying ${pattern}:\n${output}`);
      }
      await delay(20);
    }
  }

  /** Sends the signal, to the process alone or to its whole group, and waits for the end. */
  async function end(signal: NodeJS.Signals, to: "process" | "group" = "process"): Promise<End> {
    const { pid } = child;
    if (pid === undefined) throw new Error(`${program} was never started.`);
    process.kill(to === "group" ? -pid : pid, signal);
    const late = new AbortController();
    const tooLate = delay(STOPPED_WITHIN_MS, "late" as const, { signal: late.signal }).catch(
      () => "late" as const,
    );
    const how = await Promise.race([ended, tooLate]);
    late.abort();
    if (how === "late")
      throw new Error(`${signal} did not end it within ${STOPPED_WITHIN_MS} ms:\n${output}`);
    return how;
  }

  return { ended, said, end, output: () => output };
}

const node = path.join(root, "node_modules", "node", "bin", "node");

/** The built server alone, as scripts/start.mjs starts it. */
export function startServer(settings: Record<string, string> & { PORT: string; DATA_DIR: string }) {
  if (!existsSync(path.join(root, ".next", "BUILD_ID"))) {
    throw new Error("There is no production build: npm run build, or npm test, which makes one.");
  }
  const next = ["node_modules/next/dist/bin/next", "start", "-p", settings.PORT];
  return run(node, ["--import", "./scripts/follow-parent.mjs", ...next], settings, true);
}

/** `npm start`, whole. */
export const npmStart = (settings: Record<string, string>) => run("npm", ["start", "--silent"], settings);

/** Part of every start: settings checked, database migrated. Throws with what it printed when it fails. */
export async function setUp(settings: Record<string, string>): Promise<void> {
  const setup = run(node, ["node_modules/tsx/dist/cli.mjs", "scripts/setup.ts"], settings);
  const { code } = await setup.ended;
  if (code !== 0) throw new Error(setup.output());
}

/** Ends whatever a failed test has left running. */
export function endAll(): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
}

/** A port that is free now. */
export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

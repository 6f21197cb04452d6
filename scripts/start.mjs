// `npm start` and `npm run dev`: install, check, set up, build, serve. Also runs on Node 20 in a bare clone.
import { spawn } from "node:child_process";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { loadSettings, preflight } from "./preflight.mjs";
import { nodePath, root, tool } from "./run.mjs";
import { fatal, say } from "./say.mjs";

const dev = process.argv.includes("--dev");

loadSettings(dev);
const port = await preflight();
await install();
if ((await tool("node_modules/tsx/dist/cli.mjs", ["scripts/setup.ts"])) !== 0) process.exit(2);
if (!dev && !(await build({ quiet: true }))) fatal("The build failed: its messages stand above.", 1);
serve();

function serve() {
  const args = ["node_modules/next/dist/bin/next", dev ? "dev" : "start", "-p", String(port)];
  // A group of its own: a terminal's Ctrl-C would otherwise reach the server twice, once from here.
  // The channel tells the server when this process dies without a word (scripts/follow-parent.mjs).
  const child = spawn(nodePath, ["--import", "./scripts/follow-parent.mjs", ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
    env: {
      ...process.env,
      PORT: String(port),
      NODE_ENV: dev ? "development" : "production",
      NEXT_MANUAL_SIG_HANDLE: "1",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  let askedAt;
  const stop = () => {
    // npm passes on the signal that the terminal has already sent: the same wish, not a second one.
    if (askedAt !== undefined && performance.now() - askedAt < 500) return;
    child.kill(askedAt === undefined ? "SIGTERM" : "SIGKILL");
    askedAt ??= performance.now();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  child.on("error", (error) => fatal(`The server could not be started: ${error.message}`, 1));
  child.on("exit", (code, signal) => {
    // Asked to stop before it could answer that itself: nothing was under way yet.
    if (signal === "SIGTERM" && askedAt !== undefined) {
      say("Stopped.");
      process.exit(0);
    }
    process.exit(code ?? (signal === "SIGKILL" ? 137 : 1));
  });
}

import { rmSync } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumPath } from "./chromium";

const port = Number(process.env.E2E_PORT ?? 3210);
const dataDir = path.resolve(import.meta.dirname, "..", "..", ".cache", "playwright-data");
// Workers read this file again, when the server has long begun to write there.
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(dataDir, { recursive: true, force: true });
const executablePath = await chromiumPath();

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../.cache/playwright",
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./totals-reporter.ts"]],
  use: {
    // Passkeys and secure contexts want localhost by name.
    baseURL: `http://localhost:${port}`,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    video: "off",
    // The package's own arguments switch off web security and run one process: they would hide faults.
    launchOptions: { executablePath, args: ["--no-sandbox"] },
  },
  projects: [
    { name: "first run", testMatch: "first-run.setup.ts", use: { ...phone() } },
    { name: "phone", use: { ...phone() }, dependencies: ["first run"] },
    { name: "desktop", use: { ...desktop() }, dependencies: ["first run"] },
  ],
  webServer: {
    command: "node scripts/start.mjs",
    cwd: path.resolve(import.meta.dirname, "..", ".."),
    env: { ...withoutSettings(), PORT: String(port), DATA_DIR: dataDir },
    // Printed when the first scan and the first analyses are done; it is kept in FIRST_OWNER_LINK.
    wait: { stdout: /(?<first_owner_link>http:\/\/localhost:\d+\/accept\/\S+)/ },
    stdout: "pipe",
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});

function phone() {
  return { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };
}

function desktop() {
  return { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };
}

/** What a person has set for the application (an account, a mode) must not decide how the tests go. */
function withoutSettings(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "npm_execpath"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

export default defineConfig({
  resolve: { alias: { "@": path.resolve(root) } },
  test: {
    include: ["{app,lib,agents,scanners,db,tests}/**/*.test.{ts,tsx}"],
    exclude: ["tests/build/**", "tests/e2e/**", "tests/faults/**", "node_modules/**", ".next/**"],
    reporters: ["default", "./tests/totals-reporter.ts"],
    globalSetup: ["tests/global-setup.ts"],
    setupFiles: ["tests/fail-on-console-error.ts"],
    // Processes, not threads: V8 has been seen to die when threads of one process free WebAssembly (PGlite).
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

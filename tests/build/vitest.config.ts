import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..", "..");

/** Tests that read what a hosted `next build` has written. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: { include: ["tests/build/**/*.test.ts"], reporters: ["default", "./tests/totals-reporter.ts"] },
});

/** Writes what a vitest run came to, for scripts/test.mjs: counts, and each skip with its reason. */
import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const target = process.env.TOTALS_FILE;
    if (!target) return;
    const totals = {
      passed: 0,
      failed: 0,
      errors: unhandled.length,
      skipped: [] as { name: string; reason: string }[],
    };
    for (const file of modules) {
      // A file that could not be loaded has no tests to fail.
      totals.errors += file.errors().length;
      for (const test of file.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") totals.passed += 1;
        else if (result.state === "skipped") {
          totals.skipped.push({
            name: `${file.relativeModuleId} › ${test.fullName}`,
            reason: result.note ?? "",
          });
        } else totals.failed += 1;
      }
      for (const suite of file.children.allSuites()) totals.errors += suite.errors().length;
    }
    writeFileSync(target, JSON.stringify(totals));
  }
}

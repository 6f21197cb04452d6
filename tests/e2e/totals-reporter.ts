/** Writes what a Playwright run came to, for scripts/test.mjs: counts, and each skip with its reason. */
import { writeFileSync } from "node:fs";
import type { FullResult, Reporter, Suite, TestError } from "@playwright/test/reporter";

export default class TotalsReporter implements Reporter {
  private root: Suite | undefined;
  private errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.root = suite;
  }

  onError(_error: TestError): void {
    this.errors += 1;
  }

  onEnd(_result: FullResult): void {
    const file = process.env.TOTALS_FILE;
    if (!file) return;
    const totals = {
      passed: 0,
      failed: 0,
      errors: this.errors,
      skipped: [] as { name: string; reason: string }[],
    };
    for (const test of this.root?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === "expected") totals.passed += 1;
      else if (outcome === "skipped") {
        const reason = test.annotations.find((annotation) => annotation.type === "skip")?.description ?? "";
        totals.skipped.push({ name: test.titlePath().filter(Boolean).join(" › "), reason });
      } else totals.failed += 1;
    }
    writeFileSync(file, JSON.stringify(totals));
  }

  printsToStdio(): boolean {
    return false;
  }
}

/**
 * `npm run schedules`: creates or updates the schedules at the configured QStash, and prints the difference.
 * With `-- --plans` it prints what the schedules need a day beside the services' free plans, and what a year of scans
 * holds, and asks nobody.
 */
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { yearLines } from "@/lib/health/year-of-scans";
import { qstash } from "@/lib/platform/qstash/client";
import { freePlanLines } from "@/lib/steps/free-plans";
import { putSchedules } from "@/lib/steps/schedules";

try {
  const { values } = parseArgs({ options: { plans: { type: "boolean", default: false } } });
  if (values.plans) {
    for (const line of [...freePlanLines(env().ANALYZE_PER_TICK), ...yearLines()]) console.log(line);
  } else {
    for (const { task, cron, change, before } of await putSchedules(qstash(), env().baseUrl)) {
      console.log(`${change.padEnd(9)} ${task.padEnd(9)} ${cron}${before ? `   was ${before}` : ""}`);
    }
  }
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = 2;
}

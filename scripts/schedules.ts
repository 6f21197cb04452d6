/** `npm run schedules`: creates or updates the schedules at the configured QStash, and prints the difference. */
import { messageOf } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { qstash } from "@/lib/platform/qstash/client";
import { putSchedules } from "@/lib/steps/schedules";

try {
  for (const { task, cron, change, before } of await putSchedules(qstash(), env().baseUrl)) {
    console.log(`${change.padEnd(9)} ${task.padEnd(9)} ${cron}${before ? `   was ${before}` : ""}`);
  }
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = 2;
}

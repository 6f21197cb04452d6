/** `npm run schedules [-- --plans]`: puts the schedules at the configured QStash. */
import { AppError, MisconfiguredError, messageOf } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { yearLines } from "@/lib/health/year-of-scans";
import { qstash } from "@/lib/platform/qstash/client";
import { freePlanLines } from "@/lib/steps/free-plans";
import { putSchedules, type ScheduleChange } from "@/lib/steps/schedules";
import { command } from "./command";

const USAGE = `npm run schedules -- [--plans]

Creates or updates the schedules at the QStash of the settings, and prints the difference.
--plans  prints what the schedules need a day beside the services' free plans, and what a year of scans holds; asks nobody`;

/** Where the client asks when QSTASH_URL is not set. */
const UPSTASH = "https://qstash.upstash.io";

async function putAll(): Promise<ScheduleChange[]> {
  const { QSTASH_URL: address = UPSTASH, QSTASH_TOKEN, baseUrl } = env();
  if (QSTASH_TOKEN === undefined) {
    throw new MisconfiguredError(
      "No QStash is set: set QSTASH_TOKEN and its two signing keys in .env. The embedded queue gets its schedules from npm start.",
    );
  }
  if (isLoopback(baseUrl) && !isLoopback(address)) {
    throw new MisconfiguredError(
      `QStash at ${address} cannot reach ${baseUrl}: set APP_BASE_URL to the address of the application.`,
    );
  }
  try {
    return await putSchedules(qstash(), baseUrl);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new MisconfiguredError(
      `QStash at ${address} did not take the schedules (${messageOf(thrown, 200)}): check QSTASH_URL and QSTASH_TOKEN.`,
      { cause: thrown },
    );
  }
}

function isLoopback(address: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
}

await command({
  usage: USAGE,
  options: { plans: { type: "boolean", default: false } },
  run: async ({ plans }) => {
    if (plans) {
      for (const line of [...freePlanLines(env().ANALYZE_PER_TICK), ...yearLines()]) console.log(line);
      return;
    }
    for (const { task, cron, destination, change, before } of await putAll()) {
      const was = before === undefined ? "" : `   was ${before}`;
      console.log(`${change.padEnd(9)} ${task.padEnd(9)} ${cron.padEnd(12)} → ${destination}${was}`);
    }
  },
});

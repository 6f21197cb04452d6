import type { Client } from "@upstash/qstash";
import type { CronTask } from "@/lib/core/words";

/** When each task is due (UTC), and the fixed id of its schedule at the queue. */
export const SCHEDULES: Record<CronTask, { cron: string; what: string }> = {
  scan: { cron: "0 * * * *", what: "every hour" },
  discover: { cron: "20 */6 * * *", what: "every six hours" },
  analyze: { cron: "*/15 * * * *", what: "every 15 minutes" },
  health: { cron: "*/5 * * * *", what: "every 5 minutes" },
};

export type ScheduleChange = {
  task: CronTask;
  cron: string;
  destination: string;
  change: "created" | "updated" | "unchanged";
  /** What stood there before, where it was another. */
  before?: string;
};

const idOf = (task: string) => `product-trend-automation-${task}`;

/** Brings the schedules at the queue to what they should be, and says what was different. */
export async function putSchedules(client: Client, baseUrl: string): Promise<ScheduleChange[]> {
  const standing = new Map(
    (await client.schedules.list()).map((schedule) => [schedule.scheduleId, schedule]),
  );
  const changes: ScheduleChange[] = [];
  for (const task of Object.keys(SCHEDULES) as CronTask[]) {
    const { cron } = SCHEDULES[task];
    const destination = `${baseUrl}/api/cron/${task}`;
    const before = standing.get(idOf(task));
    if (before?.cron === cron && before.destination === destination) {
      changes.push({ task, cron, destination, change: "unchanged" });
      continue;
    }
    await client.schedules.create({ scheduleId: idOf(task), destination, cron, method: "POST", retries: 1 });
    const was = before ? { before: `${before.cron} → ${before.destination}` } : {};
    changes.push({ task, cron, destination, change: before ? "updated" : "created", ...was });
  }
  return changes;
}

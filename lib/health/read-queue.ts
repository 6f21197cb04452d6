import { messageOf } from "@/lib/core/errors";
import { CRON_TASKS, type CronTask } from "@/lib/core/words";
import { logger } from "@/lib/platform/logger";
import { qstash } from "@/lib/platform/qstash/client";

/** A queue that is slower than this is shown as not answering: the page waits no longer. */
const PATIENCE_MS = 2_000;
const DEAD_LETTERS = 20;

export type DeadLetter = {
  id: string;
  /** The step or task it was for: the end of its address. */
  work: string;
  /** Its body: ids only. */
  body: string;
  at: Date;
  /** Status of the last answer; null where there was none. */
  status: number | null;
  answer: string | null;
};

export type QueueState = {
  /** When each task is due next; a task without a schedule is not in it. Null: the queue did not answer. */
  next: Partial<Record<CronTask, Date>> | null;
  /** The newest messages that the queue has given up. Null: the queue did not answer. */
  deadLetters: DeadLetter[] | null;
  /** True when there are more of them than shown. */
  more: boolean;
};

/** Asks the queue for its schedules and its dead letters. Never throws: what it does not say is null. */
export async function readQueue(): Promise<QueueState> {
  const [next, dead] = await Promise.all([inTime(readSchedules), inTime(readDeadLetters)]);
  return { next, deadLetters: dead?.letters ?? null, more: dead?.more ?? false };
}

async function inTime<Value>(read: () => Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([read(), tooLate]);
  } catch (thrown) {
    logger.warn({ error: messageOf(thrown) }, "The queue could not be read");
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function readSchedules(): Promise<Partial<Record<CronTask, Date>>> {
  const schedules = await qstash().schedules.list();
  const due = CRON_TASKS.flatMap((task) => {
    const schedule = schedules.find(({ destination }) => destination.endsWith(`/api/cron/${task}`));
    return schedule?.nextScheduleTime ? [[task, new Date(schedule.nextScheduleTime)] as const] : [];
  });
  return Object.fromEntries(due);
}

async function readDeadLetters(): Promise<{ letters: DeadLetter[]; more: boolean }> {
  const { messages, cursor } = await qstash().dlq.listMessages({ count: DEAD_LETTERS });
  const letters = messages.map((message) => ({
    id: message.dlqId,
    work: message.url.split("/").at(-1) ?? message.url,
    body: (message.body ?? "").slice(0, 300),
    at: new Date(message.createdAt),
    status: message.responseStatus ?? null,
    answer: message.responseBody?.slice(0, 300) ?? null,
  }));
  return { letters, more: cursor !== undefined };
}

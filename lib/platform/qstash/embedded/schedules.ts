import { nextCronTime, parseCron } from "./cron";
import type { PostOffice } from "./post-office";
import type { Message, Schedule } from "./records";
import { destinationsOf } from "./routes/publish";

type ScheduleState = "IN_PROGRESS" | "SUCCESS" | "FAIL";

/** Node fires timers with a longer delay at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export type Scheduler = {
  /** Call after a schedule was created, changed or deleted. */
  changed(id: string): void;
  /** What is known only while the process lives. */
  runtimeOf(id: string): { nextAt?: number | undefined; states: Record<string, ScheduleState> };
  stop(): void;
};

/** Publishes each schedule's message at its times. Times that passed while nobody ran are not made up for. */
export function startScheduler(
  office: PostOffice,
  onLost: (thrown: unknown, schedule: Schedule) => void,
): Scheduler {
  const nextTimes = new Map<string, number>();
  const states = new Map<string, Record<string, ScheduleState>>();
  let timer: NodeJS.Timeout | undefined;

  function plan(schedule: Schedule): void {
    const next = schedule.isPaused ? undefined : nextCronTime(parseCron(schedule.cron), office.now());
    if (next === undefined) nextTimes.delete(schedule.id);
    else nextTimes.set(schedule.id, next);
  }

  function arm(): void {
    clearTimeout(timer);
    const next = Math.min(...nextTimes.values());
    if (next === Infinity) return;
    timer = setTimeout(fireDue, Math.min(Math.max(0, Math.ceil(next - office.now())), MAX_TIMER_MS));
  }

  function fireDue(): void {
    const now = office.now();
    for (const [id, at] of nextTimes) {
      const schedule = office.schedules.get(id);
      if (at > now || !schedule) continue;
      plan(schedule);
      fire(schedule).catch((thrown: unknown) => onLost(thrown, schedule));
    }
    arm();
  }

  async function fire(schedule: Schedule): Promise<void> {
    const now = office.now();
    const fired: Schedule = { ...schedule, lastScheduleTime: now };
    const messages: Message[] = destinationsOf(office, schedule.destination).map((destination) =>
      office.draft(
        { ...schedule.envelope, ...destination, scheduleId: schedule.id },
        { createdAt: now, notBefore: now + schedule.delayMs },
      ),
    );
    office.schedules.set(schedule.id, fired);
    states.set(schedule.id, Object.fromEntries(messages.map(({ id }) => [id, "IN_PROGRESS"])));
    await office.accept(messages, { schedules: [fired] });
  }

  office.onEnd((message, delivered) => {
    const last = states.get(message.envelope.scheduleId ?? "");
    if (last && message.id in last) last[message.id] = delivered ? "SUCCESS" : "FAIL";
  });
  for (const schedule of office.schedules.values()) plan(schedule);
  arm();

  return {
    changed(id) {
      const schedule = office.schedules.get(id);
      if (schedule) plan(schedule);
      else {
        nextTimes.delete(id);
        states.delete(id);
      }
      arm();
    },
    runtimeOf: (id) => ({ nextAt: nextTimes.get(id), states: states.get(id) ?? {} }),
    stop: () => clearTimeout(timer),
  };
}

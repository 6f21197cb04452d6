import { messageOf } from "@/lib/core/errors";
import { parseCron } from "../cron";
import { readEnvelope, readTiming } from "../envelope";
import { newId } from "../identity";
import type { PostOffice } from "../post-office";
import type { Schedule } from "../records";
import { RefusedError } from "../refused";
import type { ApiRequest, ApiResponse } from "../request";
import type { Scheduler } from "../schedules";
import { scheduleView } from "../views";
import { destinationsOf } from "./publish";
import { ensureQueue } from "./queues";

const ID = /^[\w.-]+$/;

function required(office: PostOffice, id: string): Schedule {
  const schedule = office.schedules.get(id);
  if (!schedule) throw new RefusedError(404, `schedule ${id} not found`);
  return schedule;
}

async function save(office: PostOffice, scheduler: Scheduler, schedule: Schedule): Promise<void> {
  await office.writer.now({ schedules: [schedule] });
  office.schedules.set(schedule.id, schedule);
  scheduler.changed(schedule.id);
}

/** POST /v2/schedules/{destination}: creates, or replaces the one with the same id. */
export async function createSchedule(
  office: PostOffice,
  scheduler: Scheduler,
  request: ApiRequest,
  destination: string,
): Promise<ApiResponse> {
  const { headers } = request;
  const cron = headers["upstash-cron"]?.trim();
  if (!cron) throw new RefusedError(400, "missing Upstash-Cron header");
  try {
    parseCron(cron);
  } catch (thrown) {
    throw new RefusedError(400, `invalid cron: ${messageOf(thrown)}`);
  }
  const id = headers["upstash-schedule-id"] ?? newId("scd");
  if (!ID.test(id))
    throw new RefusedError(400, "invalid schedule id: use letters, digits, hyphens, periods, underscores");
  const [place] = destinationsOf(office, destination);
  const body = request.body.toString("base64");
  const now = office.now();
  const schedule: Schedule = {
    id,
    cron,
    createdAt: office.schedules.get(id)?.createdAt ?? now,
    destination,
    delayMs: readTiming(headers, destination, body, now).notBefore - now,
    isPaused: office.schedules.get(id)?.isPaused ?? false,
    envelope: readEnvelope(headers, place?.url ?? "", body, request.callerIp),
  };
  const queueName = headers["upstash-queue-name"];
  if (queueName !== undefined) schedule.envelope.queueName = ensureQueue(office, queueName).name;
  await save(office, scheduler, schedule);
  return { status: 200, body: { scheduleId: id } };
}

/** GET /v2/schedules/{id} */
export function getSchedule(office: PostOffice, scheduler: Scheduler, id: string): ApiResponse {
  return { status: 200, body: scheduleView(required(office, id), scheduler.runtimeOf(id)) };
}

/** GET /v2/schedules */
export function listSchedules(office: PostOffice, scheduler: Scheduler): ApiResponse {
  const all = [...office.schedules.values()];
  return {
    status: 200,
    body: all.map((schedule) => scheduleView(schedule, scheduler.runtimeOf(schedule.id))),
  };
}

/** DELETE /v2/schedules/{id} */
export async function deleteSchedule(
  office: PostOffice,
  scheduler: Scheduler,
  id: string,
): Promise<ApiResponse> {
  await office.writer.now({ schedulesGone: [id] });
  office.schedules.delete(id);
  scheduler.changed(id);
  return { status: 200 };
}

/** PATCH /v2/schedules/{id}/pause and /resume: a paused schedule's times pass unused. */
export async function pauseSchedule(
  office: PostOffice,
  scheduler: Scheduler,
  id: string,
  isPaused: boolean,
): Promise<ApiResponse> {
  await save(office, scheduler, { ...required(office, id), isPaused });
  return { status: 200 };
}

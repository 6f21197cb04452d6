import { z } from "zod";
import { obeyQueue, PLAIN_QUEUE } from "../limiter";
import type { PostOffice } from "../post-office";
import type { Queue } from "../records";
import { RefusedError } from "../refused";
import { parseJson, type ApiRequest, type ApiResponse } from "../request";
import { queueView } from "../views";

const NAME = /^[\w.-]+$/;

function requireName(name: string): string {
  if (!NAME.test(name))
    throw new RefusedError(400, "invalid queue name: use letters, digits, hyphens, periods, underscores");
  return name;
}

async function save(office: PostOffice, queue: Queue): Promise<void> {
  office.queues.set(queue.name, queue);
  obeyQueue(office.queueLimiterOf(queue.name), queue);
  office.dispatcher.pump();
  await office.writer.now({ queues: [queue] });
}

function lagOf(office: PostOffice, name: string): number {
  let lag = 0;
  for (const { envelope } of office.messages()) if (envelope.queueName === name) lag += 1;
  return lag;
}

/** The queue of this name, created with one consumer when it is first used. */
export function ensureQueue(office: PostOffice, name: string): Queue {
  const known = office.queues.get(requireName(name));
  if (known) return known;
  const now = office.now();
  const queue: Queue = { name, createdAt: now, updatedAt: now, ...PLAIN_QUEUE };
  office.queues.set(name, queue);
  office.writer.later({ queues: [queue] });
  return queue;
}

const upsert = z.object({
  queueName: z.string(),
  parallelism: z.int().min(1).default(1),
  paused: z.boolean().optional(),
});

/** POST /v2/queues */
export async function upsertQueue(office: PostOffice, request: ApiRequest): Promise<ApiResponse> {
  const wanted = upsert.safeParse(parseJson(request.body));
  if (!wanted.success) throw new RefusedError(400, `invalid queue: ${z.prettifyError(wanted.error)}`);
  const { queueName, parallelism, paused } = wanted.data;
  const queue = ensureQueue(office, queueName);
  await save(office, { ...queue, parallelism, paused: paused ?? queue.paused, updatedAt: office.now() });
  return { status: 200 };
}

/** GET /v2/queues/{name} */
export function getQueue(office: PostOffice, name: string): ApiResponse {
  const queue = office.queues.get(requireName(name));
  if (!queue) throw new RefusedError(404, `queue ${name} not found`);
  return { status: 200, body: queueView(queue, lagOf(office, name)) };
}

/** GET /v2/queues */
export function listQueues(office: PostOffice): ApiResponse {
  const all = [...office.queues.values()];
  return { status: 200, body: all.map((queue) => queueView(queue, lagOf(office, queue.name))) };
}

/** DELETE /v2/queues/{name}: its settings end, a pause too; messages still in it go on as in a plain queue. */
export async function deleteQueue(office: PostOffice, name: string): Promise<ApiResponse> {
  if (office.queues.delete(name)) {
    obeyQueue(office.queueLimiterOf(name), PLAIN_QUEUE);
    office.dispatcher.pump();
  }
  await office.writer.now({ queuesGone: [name] });
  return { status: 200 };
}

/** POST /v2/queues/{name}/pause and /resume */
export async function pauseQueue(office: PostOffice, name: string, paused: boolean): Promise<ApiResponse> {
  await save(office, { ...ensureQueue(office, name), paused, updatedAt: office.now() });
  return { status: 200 };
}

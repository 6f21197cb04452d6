/** What the API shows of what the queue remembers: the names and shapes of the official client's types. */
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { SECOND_MS } from "@/lib/core/clock";
import type { Limiter } from "./limiter";
import type { DeadLetter, Envelope, Message, Queue, Schedule } from "./records";

/** Header values as lists, as QStash writes them. */
export function listed(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

function hidden(text: string): string {
  return `REDACTED:${createHash("sha256").update(text).digest("hex")}`;
}

/** A body as text where it is text, else as base64. */
function bodyFields(base64: string, redact: boolean): { body?: string; bodyBase64?: string } {
  if (base64 === "") return {};
  const bytes = Buffer.from(base64, "base64");
  if (redact) return { body: hidden(bytes.toString("latin1")) };
  return isUtf8(bytes) ? { body: bytes.toString() } : { bodyBase64: base64 };
}

function shownHeaders(envelope: Envelope): Record<string, string[]> {
  const redact = envelope.redact?.headers ?? false;
  const hides = (name: string) =>
    redact === true || (redact !== false && redact.includes(name.toLowerCase()));
  return listed(
    Object.fromEntries(
      Object.entries(envelope.headers).map(([name, value]) => [name, hides(name) ? hidden(value) : value]),
    ),
  );
}

/** What messages, schedules and dead letters have in common. */
function envelopeView(envelope: Envelope) {
  const { flowControl } = envelope;
  return {
    method: envelope.method,
    header: shownHeaders(envelope),
    ...bodyFields(envelope.body, envelope.redact?.body ?? false),
    callback: envelope.callback?.url,
    failureCallback: envelope.failureCallback?.url,
    queueName: envelope.queueName,
    callerIP: envelope.callerIp,
    label: envelope.labels[0],
    labels: envelope.labels.length > 0 ? envelope.labels : undefined,
    retryDelayExpression: envelope.retryDelay,
    ...(flowControl && {
      flowControlKey: flowControl.key,
      parallelism: flowControl.parallelism,
      rate: flowControl.rate,
      period: flowControl.periodSeconds,
    }),
  };
}

export function messageView(message: Message) {
  const { envelope } = message;
  return {
    messageId: message.id,
    url: envelope.url,
    topicName: envelope.topicName,
    endpointName: envelope.endpointName,
    ...envelopeView(envelope),
    maxRetries: envelope.maxRetries,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    scheduleId: envelope.scheduleId,
    timeout: envelope.timeoutMs,
  };
}

export function deadLetterView(letter: DeadLetter) {
  const answer = bodyFields(letter.body, false);
  return {
    ...messageView(letter.message),
    dlqId: letter.id,
    responseStatus: letter.status,
    responseHeader: letter.headers,
    responseBody: answer.body,
    responseBodyBase64: answer.bodyBase64,
  };
}

export function scheduleView(
  schedule: Schedule,
  runtime: { nextAt?: number | undefined; states: Record<string, "IN_PROGRESS" | "SUCCESS" | "FAIL"> },
) {
  return {
    scheduleId: schedule.id,
    cron: schedule.cron,
    createdAt: schedule.createdAt,
    destination: schedule.destination,
    ...envelopeView(schedule.envelope),
    retries: schedule.envelope.maxRetries,
    delay: schedule.delayMs > 0 ? schedule.delayMs / SECOND_MS : undefined,
    isPaused: schedule.isPaused,
    lastScheduleTime: schedule.lastScheduleTime,
    nextScheduleTime: schedule.isPaused ? undefined : runtime.nextAt,
    lastScheduleStates: Object.keys(runtime.states).length > 0 ? runtime.states : undefined,
  };
}

export function queueView(queue: Queue, lag: number) {
  return { ...queue, lag };
}

export function flowControlView(key: string, limiter: Limiter, waiting: number, now: number) {
  const current = now < limiter.periodStart + limiter.periodMs;
  return {
    flowControlKey: key,
    waitListSize: waiting,
    parallelismMax: limiter.parallelism ?? 0,
    parallelismCount: limiter.active,
    rateMax: limiter.rate ?? 0,
    rateCount: current ? limiter.started : 0,
    ratePeriod: limiter.periodMs / SECOND_MS,
    ratePeriodStart: Math.floor(limiter.periodStart / SECOND_MS),
    isPaused: limiter.paused,
    isPinnedParallelism: limiter.pinnedParallelism,
    isPinnedRate: limiter.pinnedRate,
  };
}

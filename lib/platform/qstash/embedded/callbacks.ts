import type { Answer } from "./courier";
import { newId } from "./identity";
import type { CallbackPlan, Message } from "./records";
import { listed } from "./views";

/**
 * The message that tells a callback URL what became of `source`; the body's shape is QStash's
 * (https://upstash.com/docs/qstash/features/callbacks). `status` is 0 when no answer came, `body` then says why.
 */
export function callbackMessage(input: {
  plan: CallbackPlan;
  source: Message;
  answer: Answer;
  now: number;
  /** Where the dead letter is to be found, in a failure callback. */
  dlqId?: string;
}): Message {
  const { plan, source, answer, now } = input;
  const { envelope } = source;
  const body = {
    status: answer.status ?? 0,
    header: answer.headers,
    body: answer.body.toString("base64"),
    retried: source.retried,
    maxRetries: envelope.maxRetries,
    dlqId: input.dlqId,
    sourceMessageId: source.id,
    topicName: envelope.topicName,
    endpointName: envelope.endpointName,
    url: envelope.url,
    method: envelope.method,
    sourceHeader: listed(envelope.headers),
    sourceBody: envelope.body,
    notBefore: source.notBefore,
    createdAt: source.createdAt,
    scheduleId: envelope.scheduleId,
    callerIP: envelope.callerIp,
  };
  const retryDelay = plan.retryDelay ?? envelope.retryDelay;
  const timeoutMs = plan.timeoutMs ?? envelope.timeoutMs;
  const notBefore = now + (plan.delayMs ?? 0);
  return {
    id: newId("msg"),
    createdAt: now,
    notBefore,
    dueAt: notBefore,
    retried: 0,
    envelope: {
      url: plan.url,
      method: plan.method,
      headers: { ...plan.headers, "Content-Type": "application/json" },
      body: Buffer.from(JSON.stringify(body)).toString("base64"),
      maxRetries: plan.retries ?? envelope.maxRetries,
      labels: envelope.labels,
      callerIp: envelope.callerIp,
      ...(retryDelay === undefined ? {} : { retryDelay }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(envelope.scheduleId === undefined ? {} : { scheduleId: envelope.scheduleId }),
    },
  };
}

import { messageOf } from "@/lib/core/errors";
import { callbackMessage } from "./callbacks";
import type { Answer, Courier } from "./courier";
import { createDispatcher, type Aftermath, type Dispatcher, type Entry } from "./dispatcher";
import { createTimedIds, newId } from "./identity";
import { judge, type Backoff } from "./judge";
import { createLimiter, follow, obey, obeyQueue, PLAIN_QUEUE, type Limiter } from "./limiter";
import { createRecentLog, type LogEntry, type LogState } from "./recent-log";
import type { DeadLetter, Envelope, FlowControlState, Message, Queue, Schedule, UrlGroup } from "./records";
import { signDelivery } from "./sign";
import type { Change, Snapshot } from "./store";
import type { Writer } from "./writer";

export type SigningKeys = { current: string; next: string };

export type Logger = { warn(details: Record<string, unknown>, message: string): void };

/** How long a free plan waits for an answer, and the longest a step of ours could take. A message can only ask for less. */
const LONGEST_TIMEOUT_MS = 15 * 60_000;
const LOG_CAPACITY = 2_000;
/** Larger bodies are left out of the log, which must not hold on to gigabytes. */
const LOGGED_BODY_CHARACTERS = 20_000;

export type PostOffice = ReturnType<typeof openPostOffice>;

/**
 * The queue itself, without its API: what it holds, and what happens to a message from acceptance to its end.
 * Memory decides, the store remembers; everything in it has been written or is being written.
 */
export function openPostOffice(input: {
  snapshot: Snapshot;
  writer: Writer;
  courier: Courier;
  keys: SigningKeys;
  capacity: number;
  backoff: Backoff;
  deduplicationWindowMs: number;
  now: () => number;
  failpoint: (name: string) => void | Promise<void>;
  logger: Logger | undefined;
}) {
  const { writer, courier, keys, now, failpoint } = input;
  const tracked = new Map<string, { entry: Entry; stored: Promise<void> }>();
  const deduplication = new Map<string, { messageId: string; until: number }>();
  const deadLetters = new Map<string, DeadLetter>();
  const schedules = new Map<string, Schedule>();
  const urlGroups = new Map<string, UrlGroup>();
  const queues = new Map<string, Queue>();
  const flowControls = new Map<string, FlowControlState>();
  const limiters = new Map<string, Limiter>();
  const queueLimiters = new Map<string, Limiter>();
  const log = createRecentLog(LOG_CAPACITY);
  const nextDlqId = createTimedIds();
  const endings = new Set<(message: Message, delivered: boolean) => void>();
  const dispatcher: Dispatcher = createDispatcher({ capacity: input.capacity, now, attempt });

  function note(
    state: LogState,
    message: Message,
    more?: Pick<LogEntry, "error" | "nextDeliveryTime">,
  ): void {
    const { envelope } = message;
    const isLarge = envelope.body.length > LOGGED_BODY_CHARACTERS;
    const logged = isLarge ? { ...message, envelope: { ...envelope, body: "" } } : message;
    log.add({ time: now(), state, message: logged, ...more });
  }

  /** The limits of a flow-control key, made when it is first spoken of. */
  function limiterOf(key: string): Limiter {
    const known = limiters.get(key);
    if (known) return known;
    const limiter = createLimiter(now());
    limiters.set(key, limiter);
    return limiter;
  }

  function queueLimiterOf(name: string): Limiter {
    const known = queueLimiters.get(name);
    if (known) return known;
    const limiter = createLimiter(now());
    obeyQueue(limiter, queues.get(name) ?? PLAIN_QUEUE);
    queueLimiters.set(name, limiter);
    return limiter;
  }

  function track(message: Message, stored: Promise<void>): void {
    const { queueName, flowControl } = message.envelope;
    const held: Limiter[] = [];
    if (queueName !== undefined) held.push(queueLimiterOf(queueName));
    if (flowControl) {
      const limiter = limiterOf(flowControl.key);
      follow(limiter, flowControl);
      held.push(limiter);
    }
    const lane = `${queueName ?? ""} ${flowControl?.key ?? ""}`;
    const entry: Entry = { message, limiters: held, lane, holding: false, active: false, wakeAt: undefined };
    tracked.set(message.id, { entry, stored });
    dispatcher.add(entry);
  }

  function draft(
    envelope: Envelope,
    timing: { createdAt: number; notBefore: number; deduplicationId?: string | undefined },
  ): Message {
    const { createdAt, notBefore, deduplicationId } = timing;
    const message: Message = {
      id: newId("msg"),
      createdAt,
      notBefore,
      dueAt: notBefore,
      retried: 0,
      envelope,
    };
    if (deduplicationId !== undefined) message.deduplicationId = deduplicationId;
    return message;
  }

  async function store(change: Change): Promise<void> {
    const wait = failpoint("queue-before-insert");
    if (wait) await wait;
    await writer.now(change);
  }

  /**
   * Takes messages, together with whatever else must be true with them. Resolves once they are durable;
   * delivery begins at once, because a message sent twice harms nobody and a wait costs every step.
   */
  async function accept(messages: Message[], alongside?: Change): Promise<void> {
    const stored = store({ ...alongside, messages });
    for (const message of messages) {
      note("CREATED", message);
      if (message.deduplicationId !== undefined) {
        const until = message.createdAt + input.deduplicationWindowMs;
        deduplication.set(message.deduplicationId, { messageId: message.id, until });
      }
      track(message, stored);
    }
    try {
      await stored;
    } catch (thrown) {
      for (const message of messages) {
        forget(message);
        if (message.deduplicationId !== undefined) deduplication.delete(message.deduplicationId);
      }
      throw thrown;
    }
    await failpoint("queue-after-insert");
  }

  /** The message that made this deduplication id known, once that one is durable; undefined when the id is new. */
  function duplicateOf(id: string): { messageId: string; stored: Promise<void> } | undefined {
    const known = deduplication.get(id);
    if (!known) return undefined;
    if (known.until <= now()) {
      deduplication.delete(id);
      return undefined;
    }
    const { messageId } = known;
    return { messageId, stored: tracked.get(messageId)?.stored ?? Promise.resolve() };
  }

  function forget(message: Message): void {
    const known = tracked.get(message.id);
    tracked.delete(message.id);
    if (known) dispatcher.remove(known.entry);
  }

  async function attempt(entry: Entry): Promise<Aftermath> {
    const { message } = entry;
    try {
      await failpoint("queue-before-delivery");
      note("ACTIVE", message);
      const answer = await send(message);
      if (answer.aborted) return { done: true };
      await failpoint("queue-after-delivery");
      const known = tracked.get(message.id);
      await known?.stored;
      return known ? await settle(message, answer) : { done: true };
    } catch (thrown) {
      if (!tracked.has(message.id)) return { done: true };
      input.logger?.warn(
        { error: messageOf(thrown), messageId: message.id },
        "A queued message could not be settled; trying it again.",
      );
      return { done: false, dueAt: postpone(message, now() + 1_000) };
    }
  }

  function send(message: Message): Promise<Answer> {
    const { envelope } = message;
    const body = Buffer.from(envelope.body, "base64");
    const headers: Record<string, string> = {
      ...envelope.headers,
      "User-Agent": "Upstash-QStash",
      "Upstash-Message-Id": message.id,
      "Upstash-Retried": String(message.retried),
      "Upstash-Caller-Ip": envelope.callerIp,
      "Upstash-Signature": signDelivery({ url: envelope.url, body, key: keys.current, now: now() }),
      "Content-Length": String(body.length),
    };
    if (envelope.scheduleId !== undefined) headers["Upstash-Schedule-Id"] = envelope.scheduleId;
    if (envelope.topicName !== undefined) headers["Upstash-Topic-Name"] = envelope.topicName;
    if (envelope.queueName !== undefined) headers["Upstash-Queue-Name"] = envelope.queueName;
    if (envelope.labels.length > 0) headers["Upstash-Label"] = envelope.labels.join(",");
    const timeoutMs = Math.min(envelope.timeoutMs ?? LONGEST_TIMEOUT_MS, LONGEST_TIMEOUT_MS);
    return courier.deliver({ url: envelope.url, method: envelope.method, headers, body, timeoutMs });
  }

  async function settle(message: Message, answer: Answer): Promise<Aftermath> {
    const { callback, failureCallback } = message.envelope;
    const outcome = judge(message, answer, now(), input.backoff);
    const callbacks = callback
      ? [callbackMessage({ plan: callback, source: message, answer, now: now() })]
      : [];
    const error = `status ${answer.status ?? "none"}: ${answer.body.toString("utf8", 0, 500)}`;
    switch (outcome.kind) {
      case "delivered":
        note("DELIVERED", message);
        await end(message, true, callbacks);
        return { done: true };
      case "retry":
        note("ERROR", message, { error });
        note("RETRY", message, { nextDeliveryTime: outcome.dueAt });
        message.retried += 1;
        postpone(message, outcome.dueAt);
        if (callbacks.length > 0) await accept(callbacks);
        return { done: false, dueAt: outcome.dueAt };
      case "failed": {
        note("ERROR", message, { error });
        note("FAILED", message);
        await failpoint("queue-before-failure-callback");
        const letter = deadLetterOf(message, answer);
        if (failureCallback) {
          const plan = failureCallback;
          callbacks.push(callbackMessage({ plan, source: message, answer, now: now(), dlqId: letter.id }));
        }
        await end(message, false, callbacks, { deadLetters: [letter] });
        deadLetters.set(letter.id, letter);
        return { done: true };
      }
    }
  }

  function deadLetterOf(message: Message, answer: Answer): DeadLetter {
    const letter: DeadLetter = {
      id: nextDlqId(now()),
      message,
      failedAt: now(),
      headers: answer.headers,
      body: answer.body.toString("base64"),
    };
    if (answer.status !== undefined) letter.status = answer.status;
    return letter;
  }

  /** A plain end may be written late; one that leaves something behind is written whole, at once. */
  async function end(message: Message, delivered: boolean, next: Message[], more?: Change): Promise<void> {
    const change: Change = { ...more, finished: [message.id] };
    if (next.length > 0) await accept(next, change);
    else if (more) await writer.now(change);
    else writer.later(change);
    tracked.delete(message.id);
    for (const tell of endings) tell(message, delivered);
  }

  function postpone(message: Message, dueAt: number): number {
    message.dueAt = dueAt;
    writer.later({ postponed: [{ id: message.id, dueAt, retried: message.retried }] });
    return dueAt;
  }

  /** Cancels what is still waiting; resolves once that is durable. One on its way is not tried again. */
  async function cancel(messages: Message[]): Promise<void> {
    if (messages.length === 0) return;
    for (const message of messages) {
      note("CANCELED", message);
      forget(message);
    }
    await writer.now({ finished: messages.map(({ id }) => id) });
  }

  function restore(): void {
    const { snapshot } = input;
    for (const letter of snapshot.deadLetters) deadLetters.set(letter.id, letter);
    for (const schedule of snapshot.schedules) schedules.set(schedule.id, schedule);
    for (const group of snapshot.urlGroups) urlGroups.set(group.name, group);
    for (const queue of snapshot.queues) queues.set(queue.name, queue);
    for (const state of snapshot.flowControls) {
      flowControls.set(state.key, state);
      obey(limiterOf(state.key), state);
    }
    for (const { id, messageId, createdAt } of snapshot.deduplication) {
      deduplication.set(id, { messageId, until: createdAt + input.deduplicationWindowMs });
    }
    for (const message of snapshot.messages.toSorted((a, b) => a.createdAt - b.createdAt)) {
      track(message, Promise.resolve());
    }
  }

  /** Drops dead letters that failed before `before` and deduplication ids whose time is over. */
  function forgetOld(before: number): void {
    for (const [id, { failedAt }] of deadLetters) if (failedAt < before) deadLetters.delete(id);
    for (const [id, { until }] of deduplication) if (until <= now()) deduplication.delete(id);
  }

  return {
    now,
    keys,
    writer,
    log,
    dispatcher,
    capacity: input.capacity,
    deadLetters,
    schedules,
    urlGroups,
    queues,
    flowControls,
    limiters,
    limiterOf,
    queueLimiterOf,
    draft,
    accept,
    cancel,
    duplicateOf,
    restore,
    forgetOld,
    /** Unfinished messages, oldest first. */
    *messages(): Generator<Message> {
      for (const { entry } of tracked.values()) yield entry.message;
    },
    message: (id: string): Message | undefined => tracked.get(id)?.entry.message,
    onEnd: (tell: (message: Message, delivered: boolean) => void) => endings.add(tell),
  };
}

/** What the queue remembers. All times are epoch milliseconds, all bodies base64. */

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The limits a message asks for under a key. */
export type FlowControl = {
  key: string;
  parallelism?: number;
  /** Starts allowed in each period. */
  rate?: number;
  periodSeconds: number;
};

/** How to tell somebody what became of a message. */
export type CallbackPlan = {
  url: string;
  method: HttpMethod;
  headers: Record<string, string>;
  delayMs?: number;
  /** Absent: as the message itself. */
  retries?: number;
  retryDelay?: string;
  timeoutMs?: number;
};

/** What QStash shows as `REDACTED:<hash>` in its answers; deliveries carry the original. */
export type Redaction = { body: boolean; headers: boolean | string[] };

/** What a publisher asked for; never changes after acceptance. */
export type Envelope = {
  url: string;
  method: HttpMethod;
  /** As they go to the destination, in canonical spelling. */
  headers: Record<string, string>;
  body: string;
  maxRetries: number;
  /** An expression in milliseconds; absent: the default backoff. */
  retryDelay?: string;
  timeoutMs?: number;
  callback?: CallbackPlan;
  failureCallback?: CallbackPlan;
  labels: string[];
  flowControl?: FlowControl;
  queueName?: string;
  scheduleId?: string;
  topicName?: string;
  endpointName?: string;
  callerIp: string;
  redact?: Redaction;
};

export type Message = {
  id: string;
  createdAt: number;
  /** When the publisher wanted it delivered. */
  notBefore: number;
  /** When it is to be tried next. */
  dueAt: number;
  retried: number;
  deduplicationId?: string;
  envelope: Envelope;
};

/** A message whose tries are used up, with the last answer; `status` is absent when there was none. */
export type DeadLetter = {
  id: string;
  message: Message;
  failedAt: number;
  status?: number;
  headers: Record<string, string[]>;
  body: string;
};

export type Schedule = {
  id: string;
  cron: string;
  createdAt: number;
  /** A URL or the name of a URL group. */
  destination: string;
  delayMs: number;
  isPaused: boolean;
  /** Its `url` is filled in when the schedule fires. */
  envelope: Envelope;
  lastScheduleTime?: number;
};

export type Endpoint = { name?: string; url: string };
export type UrlGroup = { name: string; createdAt: number; updatedAt: number; endpoints: Endpoint[] };
export type Queue = {
  name: string;
  createdAt: number;
  updatedAt: number;
  parallelism: number;
  paused: boolean;
};

/** What a person set for a flow-control key; what messages ask for is not stored. */
export type FlowControlState = {
  key: string;
  paused: boolean;
  pinnedParallelism?: number;
  pinnedRate?: number;
  pinnedPeriodSeconds?: number;
};

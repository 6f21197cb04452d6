import type { Envelope } from "./records";
import { RefusedError } from "./refused";

/** What a listing or a bulk action may ask about. */
export type Facts = {
  messageId: string;
  envelope: Envelope;
  /** Epoch milliseconds: when it was created, failed or logged. */
  at: number;
  responseStatus?: number | undefined;
  state?: string;
};

const DEFAULT_COUNT = 100;

const hostOf = (facts: Facts) => new URL(facts.envelope.url).host;
const pathOf = (facts: Facts) => new URL(facts.envelope.url).pathname;

/** Query parameter → the values of a record it may equal one of. */
const FIELDS: Record<string, (facts: Facts) => readonly (string | undefined)[]> = {
  messageId: (facts) => [facts.messageId],
  messageIds: (facts) => [facts.messageId],
  url: ({ envelope }) => [envelope.url],
  topicName: ({ envelope }) => [envelope.topicName],
  urlGroup: ({ envelope }) => [envelope.topicName],
  scheduleId: ({ envelope }) => [envelope.scheduleId],
  queueName: ({ envelope }) => [envelope.queueName],
  label: ({ envelope }) => envelope.labels,
  flowControlKey: ({ envelope }) => [envelope.flowControl?.key],
  callerIp: ({ envelope }) => [envelope.callerIp],
  callerIP: ({ envelope }) => [envelope.callerIp],
  host: (facts) => [hostOf(facts)],
  path: (facts) => [pathOf(facts)],
  responseStatus: (facts) => [facts.responseStatus?.toString()],
  state: (facts) => [facts.state],
};

function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const time = Number(text);
  if (!Number.isFinite(time)) throw new RefusedError(400, `invalid ${name}: use epoch milliseconds`);
  return time;
}

/** Values of one field are alternatives, fields are all required. Values repeat or stand between commas. */
export function readFilter(query: URLSearchParams): (facts: Facts) => boolean {
  const tests: ((facts: Facts) => boolean)[] = [];
  for (const name of new Set(query.keys())) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (!field) continue;
    const wanted = new Set(query.getAll(name).flatMap((value) => [value, ...value.split(",")]));
    tests.push((facts) => field(facts).some((value) => value !== undefined && wanted.has(value)));
  }
  const from = readTime(query, "fromDate");
  const to = readTime(query, "toDate");
  if (from !== undefined) tests.push(({ at }) => at >= from);
  if (to !== undefined) tests.push(({ at }) => at <= to);
  return (facts) => tests.every((test) => test(facts));
}

/** How many records the caller wants, at most `limit`. */
export function readCount(query: URLSearchParams, limit: number, fallback = DEFAULT_COUNT): number {
  const text = query.get("count");
  if (text === null) return fallback;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new RefusedError(400, "invalid count: use a whole number above 0");
  return Math.min(count, limit);
}

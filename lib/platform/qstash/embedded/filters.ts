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

const MAX_COUNT = 100;

type Field = (facts: Facts) => readonly (string | undefined)[];

/** A message that has begun and is not over. */
const IN_PROGRESS: readonly string[] = ["ACTIVE", "ERROR", "RETRY"];

const EVERYWHERE: Record<string, Field> = {
  url: ({ envelope }) => [envelope.url],
  topicName: ({ envelope }) => [envelope.topicName],
  urlGroup: ({ envelope }) => [envelope.topicName],
  scheduleId: ({ envelope }) => [envelope.scheduleId],
  queueName: ({ envelope }) => [envelope.queueName],
  label: ({ envelope }) => envelope.labels,
  flowControlKey: ({ envelope }) => [envelope.flowControl?.key],
  callerIp: ({ envelope }) => [envelope.callerIp],
  callerIP: ({ envelope }) => [envelope.callerIp],
};
const PLACE: Record<string, Field> = {
  host: ({ envelope }) => [new URL(envelope.url).host],
  path: ({ envelope }) => [new URL(envelope.url).pathname],
};
const messageId: Field = (facts) => [facts.messageId];

/**
 * What each list can be asked for: query parameter → the values of a record it may equal one of, and the
 * parameters that choose or page instead (https://upstash.com/docs/qstash/api-reference).
 */
const LISTS = {
  messages: { fields: { ...EVERYWHERE, ...PLACE }, others: ["messageIds", "count"] },
  dlq: {
    fields: { ...EVERYWHERE, messageId, responseStatus: (facts) => [facts.responseStatus?.toString()] },
    others: ["dlqIds", "cursor", "count"],
  },
  logs: {
    fields: {
      ...EVERYWHERE,
      ...PLACE,
      messageId,
      messageIds: messageId,
      state: ({ state }) => (IN_PROGRESS.includes(state ?? "") ? [state, "IN_PROGRESS"] : [state]),
    },
    others: ["cursor", "count"],
  },
} satisfies Record<string, { fields: Record<string, Field>; others: string[] }>;

const TIMES = ["fromDate", "toDate"];
const TOKEN = "qstash_token";

function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const time = Number(text);
  if (!Number.isFinite(time)) throw new RefusedError(400, `invalid ${name}: use epoch milliseconds`);
  return time;
}

/**
 * Values of one field are alternatives, fields are all required. Values repeat or stand between commas.
 * A parameter that the list does not have is refused: a misspelt filter must not widen what is deleted.
 */
export function readFilter(list: keyof typeof LISTS, query: URLSearchParams): (facts: Facts) => boolean {
  const fields: Record<string, Field> = LISTS[list].fields;
  const others = [...LISTS[list].others, ...TIMES, TOKEN];
  const tests: ((facts: Facts) => boolean)[] = [];
  for (const name of new Set(query.keys())) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field) {
      const wanted = new Set(query.getAll(name).flatMap((value) => [value, ...value.split(",")]));
      tests.push((facts) => field(facts).some((value) => value !== undefined && wanted.has(value)));
    } else if (!others.includes(name)) {
      const known = [...Object.keys(fields), ...LISTS[list].others, ...TIMES].join(", ");
      throw new RefusedError(400, `unknown parameter ${name.slice(0, 50)}: use one of ${known}`);
    }
  }
  const from = readTime(query, "fromDate");
  const to = readTime(query, "toDate");
  if (from !== undefined) tests.push(({ at }) => at >= from);
  if (to !== undefined) tests.push(({ at }) => at <= to);
  return (facts) => tests.every((test) => test(facts));
}

/** How many records the caller wants: 100 unless told, and never more. */
export function readCount(query: URLSearchParams): number {
  const text = query.get("count");
  if (text === null) return MAX_COUNT;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new RefusedError(400, "invalid count: use a whole number above 0");
  return Math.min(count, MAX_COUNT);
}

/** Where the caller goes on: the timed id of the last record it has seen. */
export function readCursor(query: URLSearchParams): string | undefined {
  const cursor = query.get("cursor") ?? "";
  if (!/^(\d+(-\d+)?)?$/.test(cursor))
    throw new RefusedError(400, "invalid cursor: use the one that the last page came with");
  return cursor === "" ? undefined : cursor;
}

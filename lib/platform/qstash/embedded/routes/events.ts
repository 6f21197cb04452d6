import { readCount, readFilter } from "../filters";
import { compareTimedIds } from "../identity";
import type { PostOffice } from "../post-office";
import type { LogEntry } from "../recent-log";
import type { ApiRequest, ApiResponse } from "../request";
import { messageView } from "../views";

const MAX_COUNT = 1_000;

function eventView(entry: LogEntry) {
  const { body: _, bodyBase64: __, createdAt: ___, ...message } = messageView(entry.message);
  const base64 = entry.message.envelope.redact?.body ? undefined : entry.message.envelope.body || undefined;
  return {
    ...message,
    time: entry.time,
    state: entry.state,
    body: base64,
    error: entry.error,
    nextDeliveryTime: entry.nextDeliveryTime,
  };
}

/** GET /v2/events, also /v2/logs: the last events, newest first. */
export function listEvents(office: PostOffice, { query }: ApiRequest): ApiResponse {
  const matches = readFilter(query);
  const count = readCount(query, MAX_COUNT, MAX_COUNT);
  const after = query.get("cursor");
  const found: LogEntry[] = [];
  let more = false;
  for (const entry of office.log.entries()) {
    if (after && compareTimedIds(entry.id, after) >= 0) continue;
    const { message, time, state } = entry;
    if (!matches({ messageId: message.id, envelope: message.envelope, at: time, state })) continue;
    more = found.length === count;
    if (more) break;
    found.push(entry);
  }
  return { status: 200, body: { events: found.map(eventView), cursor: more ? found.at(-1)?.id : undefined } };
}

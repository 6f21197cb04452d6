import { readCount, readCursor, readFilter } from "../filters";
import { compareTimedIds } from "../identity";
import type { PostOffice } from "../post-office";
import type { LogEntry } from "../recent-log";
import type { ApiRequest, ApiResponse } from "../request";
import { messageView } from "../views";

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

/** GET /v2/events and GET /v2/logs: the last events, newest first, under the name they were asked for by. */
export function listEvents(office: PostOffice, { path, query }: ApiRequest): ApiResponse {
  const matches = readFilter("logs", query);
  const count = readCount(query);
  const after = readCursor(query);
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
  const name = path[1] === "logs" ? "logs" : "events";
  return { status: 200, body: { [name]: found.map(eventView), cursor: more ? found.at(-1)?.id : undefined } };
}

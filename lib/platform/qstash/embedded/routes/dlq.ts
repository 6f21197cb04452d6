import { readCount, readCursor, readFilter } from "../filters";
import { compareTimedIds } from "../identity";
import type { PostOffice } from "../post-office";
import type { DeadLetter } from "../records";
import { RefusedError } from "../refused";
import type { ApiRequest, ApiResponse } from "../request";
import { deadLetterView } from "../views";

function required(office: PostOffice, id: string): DeadLetter {
  const letter = office.deadLetters.get(id);
  if (!letter) throw new RefusedError(404, `message ${id} not found in the DLQ`);
  return letter;
}

/** The letters a call means, newest first, and where the next call goes on. */
function select(
  office: PostOffice,
  query: URLSearchParams,
): { letters: DeadLetter[]; cursor: string | undefined } {
  const matches = readFilter("dlq", query);
  const count = readCount(query);
  const after = readCursor(query);
  const ids = query.getAll("dlqIds").flatMap((value) => value.split(","));
  if (ids.length > 0) {
    return {
      letters: [...new Set(ids)].flatMap((id) => office.deadLetters.get(id) ?? []),
      cursor: undefined,
    };
  }
  const all = [...office.deadLetters.values()]
    .filter(
      (letter) =>
        (!after || compareTimedIds(letter.id, after) < 0) &&
        matches({
          messageId: letter.message.id,
          envelope: letter.message.envelope,
          at: letter.failedAt,
          responseStatus: letter.status,
        }),
    )
    .toSorted((a, b) => compareTimedIds(b.id, a.id));
  const letters = all.slice(0, count);
  return { letters, cursor: all.length > count ? letters.at(-1)?.id : undefined };
}

async function remove(office: PostOffice, letters: DeadLetter[]): Promise<void> {
  const ids = letters.map(({ id }) => id);
  if (ids.length > 0) await office.writer.now({ deadLettersGone: ids });
  for (const id of ids) office.deadLetters.delete(id);
}

/** Each becomes a new message; the letters go with the same write. */
async function retry(office: PostOffice, letters: DeadLetter[]): Promise<string[]> {
  const now = office.now();
  const messages = letters.map(({ message }) =>
    office.draft(message.envelope, { createdAt: now, notBefore: now }),
  );
  const ids = letters.map(({ id }) => id);
  for (const id of ids) office.deadLetters.delete(id);
  try {
    if (messages.length > 0) await office.accept(messages, { deadLettersGone: ids });
  } catch (thrown) {
    for (const letter of letters) office.deadLetters.set(letter.id, letter);
    throw thrown;
  }
  return messages.map(({ id }) => id);
}

/** GET /v2/dlq */
export function listDeadLetters(office: PostOffice, { query }: ApiRequest): ApiResponse {
  const { letters, cursor } = select(office, query);
  return { status: 200, body: { messages: letters.map(deadLetterView), cursor } };
}

/** GET /v2/dlq/{id} */
export function getDeadLetter(office: PostOffice, id: string): ApiResponse {
  return { status: 200, body: deadLetterView(required(office, id)) };
}

/** DELETE /v2/dlq/{id} */
export async function deleteDeadLetter(office: PostOffice, id: string): Promise<ApiResponse> {
  await remove(office, [required(office, id)]);
  return { status: 200, body: { deleted: 1 } };
}

/** DELETE /v2/dlq */
export async function deleteDeadLetters(office: PostOffice, { query }: ApiRequest): Promise<ApiResponse> {
  const { letters, cursor } = select(office, query);
  await remove(office, letters);
  return { status: 200, body: { deleted: letters.length, cursor } };
}

/** POST /v2/dlq/retry/{id} */
export async function retryDeadLetter(office: PostOffice, id: string): Promise<ApiResponse> {
  const [messageId] = await retry(office, [required(office, id)]);
  return { status: 201, body: { messageId } };
}

/** POST /v2/dlq/retry */
export async function retryDeadLetters(office: PostOffice, { query }: ApiRequest): Promise<ApiResponse> {
  const { letters, cursor } = select(office, query);
  if (letters.length === 0 && query.has("dlqIds")) {
    throw new RefusedError(404, "none of these messages is in the DLQ");
  }
  const messageIds = await retry(office, letters);
  return { status: 201, body: { responses: messageIds.map((messageId) => ({ messageId })), cursor } };
}

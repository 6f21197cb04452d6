import { readFilter } from "../filters";
import type { PostOffice } from "../post-office";
import { RefusedError } from "../refused";
import type { ApiRequest, ApiResponse } from "../request";
import { messageView } from "../views";

function required(office: PostOffice, id: string) {
  const message = office.message(id);
  if (!message) throw new RefusedError(404, `message ${id} not found`);
  return message;
}

/** GET /v2/messages/{id}: one that is not over yet. */
export function getMessage(office: PostOffice, id: string): ApiResponse {
  return { status: 200, body: messageView(required(office, id)) };
}

/** DELETE /v2/messages/{id} */
export async function cancelMessage(office: PostOffice, id: string): Promise<ApiResponse> {
  await office.cancel([required(office, id)]);
  return { status: 202, body: { cancelled: 1 } };
}

/** DELETE /v2/messages: those named by messageIds, else those that match the filters, else all. */
export async function cancelMessages(office: PostOffice, { query }: ApiRequest): Promise<ApiResponse> {
  const ids = query.getAll("messageIds").flatMap((value) => value.split(","));
  const matches = readFilter("messages", query);
  const wanted =
    ids.length > 0
      ? [...new Set(ids)].flatMap((id) => office.message(id) ?? [])
      : [...office.messages()].filter((message) =>
          matches({ messageId: message.id, envelope: message.envelope, at: message.createdAt }),
        );
  await office.cancel(wanted);
  return { status: 202, body: { cancelled: wanted.length } };
}

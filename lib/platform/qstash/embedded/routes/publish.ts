import { z } from "zod";
import { readEnvelope, readTiming, requireHttpUrl, type Headers } from "../envelope";
import type { PostOffice } from "../post-office";
import type { Message } from "../records";
import { RefusedError } from "../refused";
import { parseJson, type ApiRequest, type ApiResponse } from "../request";
import { ensureQueue } from "./queues";

const NAME = /^[\w.-]+$/;

type Destination = { url: string; topicName?: string; endpointName?: string };

/** One URL, or the endpoints of a URL group. */
export function destinationsOf(office: PostOffice, destination: string): Destination[] {
  if (!NAME.test(destination)) return [{ url: requireHttpUrl(destination, "destination") }];
  const group = office.urlGroups.get(destination);
  if (!group) throw new RefusedError(404, `url group ${destination} not found`);
  return group.endpoints.map(({ url, name }) => ({
    url,
    topicName: group.name,
    ...(name === undefined ? {} : { endpointName: name }),
  }));
}

type Receipt = { messageId: string; url?: string; deduplicated?: true };
type Prepared = { fresh: Message[]; receipts: Receipt[]; awaited: Promise<void>[]; isGroup: boolean };

/** Reads one publish and decides what is new in it; `fresh` holds what this request has prepared so far. */
function prepare(
  office: PostOffice,
  input: {
    destination: string;
    headers: Headers;
    body: string;
    queueName?: string | undefined;
    callerIp: string;
  },
  earlier: readonly Message[],
): Prepared {
  const { destination, headers, body } = input;
  const destinations = destinationsOf(office, destination);
  const isGroup = destinations.some(({ topicName }) => topicName !== undefined);
  const envelope = readEnvelope(headers, destinations[0]?.url ?? "", body, input.callerIp);
  if (input.queueName !== undefined) envelope.queueName = ensureQueue(office, input.queueName).name;
  const createdAt = office.now();
  const { notBefore, deduplicationId } = readTiming(headers, destination, body, createdAt);
  const prepared: Prepared = { fresh: [], receipts: [], awaited: [], isGroup };
  for (const place of destinations) {
    // Each endpoint of a group gets its own copy, so each remembers the id for itself.
    const id = deduplicationId !== undefined && isGroup ? `${deduplicationId}:${place.url}` : deduplicationId;
    const shown = isGroup ? { url: place.url } : {};
    const twin = id === undefined ? undefined : earlier.find((message) => message.deduplicationId === id);
    const known = id === undefined ? undefined : office.duplicateOf(id);
    if (known) prepared.awaited.push(known.stored);
    const duplicate = twin?.id ?? known?.messageId;
    if (duplicate !== undefined) {
      prepared.receipts.push({ messageId: duplicate, ...shown, deduplicated: true });
      continue;
    }
    const message = office.draft({ ...envelope, ...place }, { createdAt, notBefore, deduplicationId: id });
    prepared.fresh.push(message);
    prepared.receipts.push({ messageId: message.id, ...shown });
  }
  return prepared;
}

async function commit(office: PostOffice, prepared: Prepared[]): Promise<void> {
  const fresh = prepared.flatMap((one) => one.fresh);
  if (fresh.length > 0) await office.accept(fresh);
  await Promise.all(prepared.flatMap((one) => one.awaited));
}

const receiptOf = ({ isGroup, receipts }: Prepared) => (isGroup ? receipts : receipts[0]);

/** POST /v2/publish/{destination} and /v2/enqueue/{queue}/{destination}: answered once the message is durable. */
export async function publish(
  office: PostOffice,
  request: ApiRequest,
  destination: string,
  queueName?: string,
): Promise<ApiResponse> {
  const { headers, callerIp } = request;
  const body = request.body.toString("base64");
  const prepared = prepare(office, { destination, headers, body, queueName, callerIp }, []);
  await commit(office, [prepared]);
  return { status: 200, body: receiptOf(prepared) };
}

const batchItems = z.array(
  z.object({
    destination: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().nullish(),
    queue: z.string().optional(),
  }),
);

/** POST /v2/batch: all of the messages or none. */
export async function publishBatch(office: PostOffice, request: ApiRequest): Promise<ApiResponse> {
  const items = batchItems.safeParse(parseJson(request.body));
  if (!items.success) throw new RefusedError(400, `invalid batch: ${z.prettifyError(items.error)}`);
  const prepared: Prepared[] = [];
  for (const item of items.data) {
    const headers = Object.fromEntries(
      Object.entries(item.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const body = Buffer.from(item.body ?? "").toString("base64");
    const earlier = prepared.flatMap((one) => one.fresh);
    const { destination, queue: queueName } = item;
    prepared.push(
      prepare(office, { destination, headers, body, queueName, callerIp: request.callerIp }, earlier),
    );
  }
  await commit(office, prepared);
  return { status: 200, body: prepared.map(receiptOf) };
}

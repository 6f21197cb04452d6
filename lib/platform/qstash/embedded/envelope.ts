import { createHash } from "node:crypto";
import { messageOf } from "@/lib/core/errors";
import { parseDuration } from "./duration";
import type { CallbackPlan, Envelope, FlowControl, HttpMethod, Redaction } from "./records";
import { RefusedError } from "./refused";
import { compileRetryDelay } from "./retry-delay";

/** Request headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

/** What a publisher's headers say, beyond the envelope. */
export type Timing = { notBefore: number; deduplicationId: string | undefined };

const METHODS: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies HttpMethod[];
/** What QStash does without an Upstash-Retries header. */
const DEFAULT_RETRIES = 3;
const SECOND_MS = 1_000;
/** The last instant that a Date can show, in epoch milliseconds. */
const END_OF_TIME = 8.64e15;

/** Refuses what is no http(s) address, in QStash's words. */
export function requireHttpUrl(url: string, what: string): string {
  if (!/^https?:\/\//i.test(url)) {
    throw new RefusedError(400, `invalid ${what} url: endpoint has invalid scheme, add http:// or https://`);
  }
  if (!URL.canParse(url))
    throw new RefusedError(400, `invalid ${what} url: ${url.slice(0, 200)} is no address`);
  return url.split("#", 1)[0] ?? url;
}

function readMethod(headers: Headers, name: string): HttpMethod {
  const method = (headers[name] ?? "POST").toUpperCase();
  if (!isMethod(method)) throw new RefusedError(400, `invalid ${name}: use one of ${METHODS.join(", ")}`);
  return method;
}

function isMethod(text: string): text is HttpMethod {
  return METHODS.includes(text);
}

function readWhole(headers: Headers, name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text.trim())) throw new RefusedError(400, `invalid ${name}: use a whole number`);
  return Number(text);
}

function readDuration(headers: Headers, name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration === undefined)
    throw new RefusedError(400, `invalid ${name}: use a duration such as 50s or 1d10h30m`);
  if (duration > END_OF_TIME)
    throw new RefusedError(400, `invalid ${name}: ${text.slice(0, 50)} is too long`);
  return duration;
}

function readRetryDelay(headers: Headers, name: string): string | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  try {
    compileRetryDelay(text);
  } catch (thrown) {
    throw new RefusedError(400, `invalid ${name}: ${messageOf(thrown)}`);
  }
  return text;
}

/** `upstash-retry-delay` → `Upstash-Retry-Delay`. */
function canonicalName(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** Belong to the connection, not to the message. */
const CONNECTION_HEADERS = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "te",
]);

function forwarded(headers: Headers, prefix: string): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || !name.startsWith(prefix)) continue;
    const own = name.slice(prefix.length);
    if (own && !CONNECTION_HEADERS.has(own)) kept[canonicalName(own)] = value;
  }
  return kept;
}

function readCallback(headers: Headers, name: string, what: string): CallbackPlan | undefined {
  const url = headers[name];
  if (url === undefined) return undefined;
  const delayMs = readDuration(headers, `${name}-delay`);
  const retries = readWhole(headers, `${name}-retries`);
  const retryDelay = readRetryDelay(headers, `${name}-retry-delay`);
  const timeoutMs = readDuration(headers, `${name}-timeout`);
  return {
    url: requireHttpUrl(url, what),
    method: readMethod(headers, `${name}-method`),
    headers: forwarded(headers, `${name}-forward-`),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(retries === undefined ? {} : { retries }),
    ...(retryDelay === undefined ? {} : { retryDelay }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

function readFlowControl(headers: Headers): FlowControl | undefined {
  const key = headers["upstash-flow-control-key"];
  if (key === undefined) return undefined;
  const flow: FlowControl = { key, periodSeconds: 1 };
  for (const part of (headers["upstash-flow-control-value"] ?? "").split(",")) {
    const [name = "", value = ""] = part.split("=").map((text) => text.trim());
    const amount = Number(value);
    switch (name.toLowerCase()) {
      case "parallelism":
        flow.parallelism = amount;
        break;
      case "rate":
        flow.rate = amount;
        break;
      case "period":
        flow.periodSeconds = (parseDuration(value) ?? Number.NaN) / SECOND_MS;
        break;
      default:
        throw new RefusedError(400, `invalid flow control value: ${part.trim() || "nothing given"}`);
    }
  }
  const amounts = [flow.parallelism ?? 1, flow.rate ?? 1, flow.periodSeconds];
  if (!amounts.every((amount) => Number.isFinite(amount) && amount > 0)) {
    throw new RefusedError(400, "invalid flow control value: parallelism, rate and period must be above 0");
  }
  if (flow.parallelism === undefined && flow.rate === undefined) {
    throw new RefusedError(400, "invalid flow control value: give parallelism or rate");
  }
  return flow;
}

function readRedaction(headers: Headers): Redaction | undefined {
  const text = headers["upstash-redact-fields"];
  if (text === undefined) return undefined;
  const fields = text.split(",").map((field) => field.trim().toLowerCase());
  const named = fields.flatMap((field) => /^header\[(.+)\]$/.exec(field)?.[1] ?? []);
  const all = fields.includes("header") || fields.includes("headers");
  return { body: fields.includes("body"), headers: all || named };
}

/** When to deliver (epoch ms), and the id that a later copy would be recognised by. */
export function readTiming(headers: Headers, destination: string, body: string, now: number): Timing {
  const at = readWhole(headers, "upstash-not-before");
  const notBefore = at === undefined ? now + (readDuration(headers, "upstash-delay") ?? 0) : at * SECOND_MS;
  if (notBefore > END_OF_TIME)
    throw new RefusedError(
      400,
      "invalid upstash-not-before: use epoch seconds, no later than the year 275760",
    );
  const given = headers["upstash-deduplication-id"];
  if (given?.includes(":")) throw new RefusedError(400, "DeduplicationId cannot contain ':'");
  const byContent = headers["upstash-content-based-deduplication"] === "true";
  const deduplicationId = given ?? (byContent ? contentHash(headers, destination, body) : undefined);
  return { notBefore: Math.max(notBefore, now), deduplicationId };
}

/** Over all headers but the authorisation, the destination and the body, as QStash's client documents it. */
function contentHash(headers: Headers, destination: string, body: string): string {
  const hash = createHash("sha256").update(destination).update("\n").update(body);
  for (const name of Object.keys(headers).toSorted()) {
    if (name !== "authorization") hash.update(`\n${name}: ${headers[name]}`);
  }
  return `content-${hash.digest("base64url")}`;
}

/** Reads what a publisher asked for; `url` has been checked, `body` is base64. Throws RefusedError (400). */
export function readEnvelope(headers: Headers, url: string, body: string, callerIp: string): Envelope {
  const envelope: Envelope = {
    url,
    method: readMethod(headers, "upstash-method"),
    headers: forwarded(headers, "upstash-forward-"),
    body,
    maxRetries: readWhole(headers, "upstash-retries") ?? DEFAULT_RETRIES,
    labels: (headers["upstash-label"] ?? "").split(",").flatMap((label) => label.trim() || []),
    callerIp,
  };
  const contentType = headers["content-type"];
  if (contentType !== undefined) envelope.headers["Content-Type"] = contentType;
  const retryDelay = readRetryDelay(headers, "upstash-retry-delay");
  if (retryDelay !== undefined) envelope.retryDelay = retryDelay;
  const timeoutMs = readDuration(headers, "upstash-timeout");
  if (timeoutMs !== undefined) envelope.timeoutMs = timeoutMs;
  const callback = readCallback(headers, "upstash-callback", "callback");
  if (callback) envelope.callback = callback;
  const failureCallback = readCallback(headers, "upstash-failure-callback", "failure callback");
  if (failureCallback) envelope.failureCallback = failureCallback;
  const flowControl = readFlowControl(headers);
  if (flowControl) envelope.flowControl = flowControl;
  const redact = readRedaction(headers);
  if (redact) envelope.redact = redact;
  return envelope;
}

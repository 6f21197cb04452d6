import type { Headers } from "./envelope";
import { RefusedError } from "./refused";

/** A call of the API, however it arrived. Path parts are decoded; a destination is one part, with its query. */
export type ApiRequest = {
  method: string;
  path: readonly string[];
  query: URLSearchParams;
  headers: Headers;
  body: Buffer;
  callerIp: string;
};

/** `body` is sent as JSON; without one the answer is empty. */
export type ApiResponse = { status: number; body?: unknown };

export const NO_QUERY = new URLSearchParams();

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Splits a request target. What follows publish, enqueue and (when posted) schedules is a destination, taken raw. */
export function readTarget(method: string, target: string): { path: string[]; query: URLSearchParams } {
  const publish = /^\/(v2)\/(publish)\/(.*)$/s.exec(target);
  if (publish) return { path: publish.slice(1), query: NO_QUERY };
  const enqueue = /^\/(v2)\/(enqueue)\/([^/]+)\/(.*)$/s.exec(target);
  if (enqueue)
    return { path: enqueue.slice(1).map((part, at) => (at === 2 ? decode(part) : part)), query: NO_QUERY };
  const schedule = method === "POST" ? /^\/(v2)\/(schedules)\/(.*)$/s.exec(target) : null;
  if (schedule && !/^[\w.-]+\/(pause|resume)$/.test(schedule[3] ?? ""))
    return { path: schedule.slice(1), query: NO_QUERY };
  const [pathname = "", search = ""] = target.split("?", 2);
  return {
    path: pathname.split("/").slice(1).map(decode),
    query: search === "" ? NO_QUERY : new URLSearchParams(search),
  };
}

/** A body that has to be JSON; refused with a clear sentence when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    throw new RefusedError(400, "invalid body: send JSON");
  }
}

/** One request on the wire, up to the head of its answer. */
import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { guardedLookup, portOf } from "@/lib/platform/public-address";
import type { RequestSpec } from "../scanner";
import { placeOf, reach } from "./address";
import { FetchFailure } from "./failures";
import { HEADERS_TIMEOUT_MS, type Deadline, type FetchOptions } from "./options";

export type Hop = Pick<RequestSpec, "method" | "headers" | "body"> & { url: URL };

/**
 * The way to the host: straight, with every resolved address checked, or through the owner's proxy, which resolves
 * names itself and may stand in a private network.
 */
function route(url: URL, options: FetchOptions): Pick<RequestOptions, "agent" | "lookup"> {
  const { proxyUrl } = options;
  if (proxyUrl === undefined) {
    return { agent: false, lookup: guardedLookup(portOf(url), reach(options)) };
  }
  // The type of an environment wants a NODE_ENV too; the agent reads the two addresses alone.
  const proxyEnv = { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl, NODE_ENV: "production" as const };
  return { agent: url.protocol === "https:" ? new HttpsAgent({ proxyEnv }) : new HttpAgent({ proxyEnv }) };
}

/** What a broken connection says of itself: a code and no more, as messages may hold addresses with passwords. */
function brokenAt(url: URL, thrown: unknown, options: FetchOptions): FetchFailure {
  const code =
    thrown instanceof Error && "code" in thrown ? String(thrown.code).slice(0, 60) : "no connection";
  const by = options.proxyUrl === undefined ? "" : " through the proxy";
  return new FetchFailure("connection", `${placeOf(url)} could not be reached${by}: ${code}.`);
}

/** Throws FetchFailure where no head comes in time or the connection breaks. */
export async function send(hop: Hop, options: FetchOptions, deadline: Deadline): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const begin = hop.url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = begin(hop.url, {
    method: hop.method,
    headers: { "accept-encoding": "gzip, br", ...hop.headers },
    ...route(hop.url, options),
  });
  const limitMs = Math.min(options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS, deadline.leftMs());
  const timer = setTimeout(() => {
    request.destroy(
      new FetchFailure(
        "timeout",
        `${placeOf(hop.url)} did not answer within ${(limitMs / SECOND_MS).toFixed(1)} s.`,
      ),
    );
  }, limitMs);
  request.once("response", resolve);
  request.on("error", (thrown) =>
    reject(thrown instanceof AppError ? thrown : brokenAt(hop.url, thrown, options)),
  );
  request.end(hop.body);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

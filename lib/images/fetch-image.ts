/** Loads one picture of the web for a browser that must not load it itself. */
import http from "node:http";
import https from "node:https";
import { AppError, PermanentError, TransientError } from "../core/errors";
import {
  guardedLookup,
  portOf,
  publicWeb,
  requireReachable,
  type MayReach,
} from "../platform/public-address";
import { sniffImage, type ImageKind } from "./sniff-image";

const MAX_BYTES = 5_000_000;
const MAX_REDIRECTS = 3;
/** For all of it, redirects included: a picture later than this is not waited for. */
const TIMEOUT_MS = 10_000;

export type FetchedImage = ImageKind & { bytes: Buffer };

/**
 * The picture at an http(s) address: at most 5 MB, in 10 seconds, over at most 3 redirects, each checked like the
 * first address. Throws PermanentError for what will never be a picture from there, TransientError for the rest.
 */
export async function fetchImage(address: string, mayReach: MayReach = publicWeb): Promise<FetchedImage> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  let url = parse(address);
  try {
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const answer = await get(url, mayReach, deadline);
      if (!("redirect" in answer)) return checked(answer.bytes);
      url = parse(answer.redirect, url);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new TransientError("The picture could not be loaded.", { cause: error });
  }
  throw new PermanentError(`The picture is behind more than ${MAX_REDIRECTS} redirects.`);
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new PermanentError("This is not an address.");
  return new URL(address, base);
}

function checked(bytes: Buffer): FetchedImage {
  const kind = sniffImage(bytes);
  if (!kind) throw new PermanentError("There is no picture at this address.");
  return { ...kind, bytes };
}

type Answer = { redirect: string } | { bytes: Buffer };

async function get(url: URL, mayReach: MayReach, signal: AbortSignal): Promise<Answer> {
  requireReachable(url, mayReach);
  const response = await open(url, mayReach, signal);
  try {
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location) return { redirect: location };
    if (status === 429 || status >= 500) throw new TransientError(`The picture's host answered ${status}.`);
    if (status !== 200) throw new PermanentError(`The picture's host answered ${status}.`);
    if (response.headers["content-encoding"])
      throw new PermanentError("The picture is packed in a way we do not unpack.");
    return { bytes: await readBounded(response) };
  } finally {
    response.destroy();
  }
}

function open(url: URL, mayReach: MayReach, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { get: request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        signal,
        // No pooled connection: it may have been opened under another rule.
        agent: false,
        lookup: guardedLookup(portOf(url), mayReach),
        headers: {
          accept: "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9",
          "accept-encoding": "identity",
          "user-agent": "ProductTrendAutomation/1.0 (picture preview)",
        },
      },
      resolve,
    ).on("error", reject);
  });
}

async function readBounded(response: http.IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new PermanentError(`The picture is larger than ${MAX_BYTES / 1_000_000} MB.`);
  if (Number(response.headers["content-length"] ?? 0) > MAX_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw tooLarge();
    // What does not begin like a picture is not read to its end.
    if (chunks.length === 0 && chunk.byteLength >= 16 && !sniffImage(chunk)) {
      throw new PermanentError("There is no picture at this address.");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

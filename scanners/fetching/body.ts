/** The body of an answer, unpacked, within its size and its time. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { SECOND_MS } from "@/lib/core/clock";
import { AppError, messageOf, PermanentError } from "@/lib/core/errors";
import { MAX_BODY_BYTES } from "../reading/body-limits";
import { decodedText } from "../reading/decode";
import { placeOf } from "./address";
import { FetchFailure } from "./failures";
import { BODY_TIMEOUT_MS, type Deadline, type FetchOptions } from "./options";

function decompressed(response: IncomingMessage): Readable {
  const decoders = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const known = Object.entries(decoders).find(([name]) => name === encoding)?.[1];
  if (!known) return response;
  const decoder = known();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

/**
 * The body as text. What counts against the limit is the unpacked size. Throws PermanentError above 3 MB, FetchFailure
 * where the body stops, breaks or cannot be unpacked.
 */
export async function readBody(
  response: IncomingMessage,
  url: URL,
  options: FetchOptions,
  deadline: Deadline,
): Promise<string> {
  const limitMs = Math.min(options.bodyTimeoutMs ?? BODY_TIMEOUT_MS, deadline.leftMs());
  const stream = decompressed(response);
  const timer = setTimeout(() => {
    stream.destroy(
      new FetchFailure(
        "timeout",
        `${placeOf(url)} did not finish its answer within ${(limitMs / SECOND_MS).toFixed(1)} s.`,
      ),
    );
  }, limitMs);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      if (!(chunk instanceof Buffer)) continue;
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        throw new PermanentError(`${placeOf(url)} answered with more than ${MAX_BODY_BYTES / 1e6} MB.`);
      }
      chunks.push(chunk);
    }
    return decodedText(Buffer.concat(chunks), response.headers["content-type"]);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new FetchFailure("connection", `${placeOf(url)} broke off: ${messageOf(thrown, 100)}`, {
      cause: thrown,
    });
  } finally {
    clearTimeout(timer);
    stream.destroy();
    response.destroy();
  }
}

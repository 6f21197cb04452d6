import { PermanentError } from "@/lib/core/errors";

/** A report is a few kilobytes and a search result list some hundred; a longer answer is no answer of a model. */
const MAX_ANSWER_BYTES = 4_000_000;

function counted(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        controller.error(new PermanentError(`The answer of the model is larger than ${maxBytes} bytes.`));
      } else controller.enqueue(chunk);
    },
  });
}

/** `fetch` for the providers of models: bodies are bounded, and a key follows no redirect to another host. */
export async function boundedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: "error" });
  return new Response(response.body?.pipeThrough(counted(MAX_ANSWER_BYTES)) ?? null, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}

import { timingSafeEqual } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Handle } from "./handle";
import { readTarget, type ApiResponse } from "./request";

/** The largest message QStash takes on its smaller plans. */
export const MAX_BODY_BYTES = 1_048_576;

export type Listener = { port: number; close(): Promise<void> };

function isToken(given: string | undefined, token: string): boolean {
  const wanted = Buffer.from(token);
  const got = Buffer.from(given ?? "");
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

async function readBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

/** Serves the API over HTTP to whoever bears the token. Rejects when the port is taken (code EADDRINUSE). */
export async function listen(input: {
  handle: Handle;
  token: string;
  host: string;
  port: number;
}): Promise<Listener> {
  async function serve(request: http.IncomingMessage): Promise<ApiResponse> {
    const method = request.method ?? "GET";
    const { path, query } = readTarget(method, request.url ?? "/");
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (!isToken(bearer ?? query.get("qstash_token") ?? undefined, input.token)) {
      request.resume();
      return { status: 401, body: { error: "unauthorized: invalid token" } };
    }
    const body = await readBody(request);
    if (!body) return { status: 413, body: { error: `the body is larger than ${MAX_BODY_BYTES} bytes` } };
    return input.handle({
      method,
      path,
      query,
      headers: flatten(request.headers),
      body,
      callerIp: request.socket.remoteAddress ?? "",
    });
  }

  const server = http.createServer((request, response) => {
    serve(request).then(
      ({ status, body }) => {
        const text = body === undefined ? "" : JSON.stringify(body);
        response.writeHead(status, {
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(text),
        });
        response.end(text);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(input.port, input.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

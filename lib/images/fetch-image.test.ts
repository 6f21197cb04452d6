import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PermanentError, TransientError } from "../core/errors";
import { fetchImage } from "./fetch-image";

const PNG = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(100)]);
const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");

const seen: http.IncomingMessage[] = [];
const answers: Record<string, (response: http.ServerResponse) => void> = {
  "/png": (response) => response.end(PNG),
  "/lies": (response) =>
    response.writeHead(200, { "content-type": "image/png" }).end("<html>not a picture</html>"),
  "/svg": (response) => response.writeHead(200, { "content-type": "image/svg+xml" }).end(SVG),
  "/empty": (response) => response.end(),
  "/missing": (response) => response.writeHead(404).end(PNG),
  "/down": (response) => response.writeHead(503).end(),
  "/zipped": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(PNG),
  "/announced": (response) => response.writeHead(200, { "content-length": "900000000" }).write(PNG),
  "/endless": (response) => {
    const more = () => {
      while (response.write(Buffer.concat([PNG, Buffer.alloc(100_000)])));
    };
    response.on("drain", more);
    more();
  },
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "1000" }).write(PNG);
    setTimeout(() => response.destroy(), 20);
  },
  "/hop1": (response) => response.writeHead(302, { location: "/hop2" }).end(),
  "/hop2": (response) => response.writeHead(301, { location: "png" }).end(),
  "/loop": (response) => response.writeHead(302, { location: "/loop" }).end(),
  "/inside": (response) => response.writeHead(302, { location: "http://127.0.0.2:1/secret" }).end(),
  "/file": (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
};

let base = "";
const server = http.createServer((request, response) => {
  seen.push(request);
  (answers[request.url ?? ""] ?? ((other) => other.writeHead(404).end()))(response);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The test's own server stands for the public web; everything else stays out of reach. */
const load = (path: string) =>
  fetchImage(`${base}${path}`, (address, port) => `http://${address}:${port}` === base);

describe("the picture proxy", () => {
  it("passes on a picture, by what it is and not by what it is called", async () => {
    const image = await load("/png");
    expect(image).toMatchObject({ type: "image/png", extension: "png" });
    expect(image.bytes.equals(PNG)).toBe(true);
  });

  it("follows a few redirects", async () => {
    expect((await load("/hop1")).type).toBe("image/png");
  });

  it.each([
    "/lies",
    "/svg",
    "/empty",
    "/missing",
    "/zipped",
    "/announced",
    "/endless",
    "/loop",
    "/inside",
    "/file",
  ])("refuses %s for good", async (path) => {
    await expect(load(path)).rejects.toThrow(PermanentError);
  });

  it.each(["/down", "/cut"])("lets %s be tried again", async (path) => {
    await expect(load(path)).rejects.toThrow(TransientError);
  });

  it("never connects to an address that is not public", async () => {
    seen.length = 0;
    const { port } = new URL(base);
    for (const address of [`${base}/png`, `http://localhost:${port}/png`, `http://[::1]:${port}/png`]) {
      await expect(fetchImage(address)).rejects.toThrow(PermanentError);
    }
    expect(seen).toEqual([]);
  });

  it("sends nothing of the person who looks", async () => {
    seen.length = 0;
    await load("/png");
    const names = Object.keys(seen[0]?.headers ?? {}).toSorted((a, b) => a.localeCompare(b));
    expect(names).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
  });
});

import { createServer, type IncomingMessage } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fetchPage } from "../fetch-page";
import { FetchFailure } from "./failures";
import { closed, failureOf, listen, requestTo, testOptions } from "./testing";

let proxyUrl = "";
let seen: IncomingMessage[] = [];
const proxy = createServer((request, response) => {
  seen.push(request);
  response.end("through the proxy");
});
proxy.on("connect", (request: IncomingMessage, socket) => {
  seen.push(request);
  socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
});
beforeEach(async () => {
  seen = [];
  proxyUrl = `http://ann:s3cret@127.0.0.1:${await listen(proxy)}`;
});
afterEach(() => closed(proxy));

const options = () => testOptions({ proxyUrl });
const credentials = `Basic ${Buffer.from("ann:s3cret").toString("base64")}`;

test("everything goes through it, with the user and password of its address", async () => {
  const request = requestTo(1, "/", { url: "http://shop.example/list?q=1" });
  expect((await fetchPage(request, options())).body).toBe("through the proxy");
  expect(seen[0]?.url).toBe("http://shop.example/list?q=1");
  expect(seen[0]?.headers["proxy-authorization"]).toBe(credentials);
});

test("encrypted pages go through a tunnel; a proxy that refuses is said without its password", async () => {
  const thrown = await failureOf(
    fetchPage(requestTo(1, "/", { url: "https://shop.example/list?token=SECRET" }), options()),
  );
  expect(seen[0]).toMatchObject({ method: "CONNECT", url: "shop.example:443" });
  expect(seen[0]?.headers["proxy-authorization"]).toBe(credentials);
  expect(thrown).toBeInstanceOf(FetchFailure);
  expect(String(thrown)).toContain("shop.example/list could not be reached through the proxy");
  expect(String(thrown)).not.toMatch(/s3cret|ann|SECRET/);
});

test("an address of a private network is refused with a proxy too", async () => {
  const strict = { ...options(), allowLoopback: false };
  const thrown = await failureOf(fetchPage(requestTo(1, "/", { url: "http://169.254.169.254/" }), strict));
  expect(String(thrown)).toContain("not a public address");
  expect(seen).toEqual([]);
});

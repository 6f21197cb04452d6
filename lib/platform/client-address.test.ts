import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientAddress, keepSocketAddresses } from "./client-address";

const alone = { TRUST_PROXY: false, hosted: false };
const behindProxy = { TRUST_PROXY: true, hosted: false };
const from = (value: string) => new Headers({ "x-forwarded-for": value });

describe("behind a proxy the client's address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    // What the client wrote itself comes first; what the proxy saw comes last.
    ["1.1.1.1, 203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2::", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["nonsense", "unknown"],
    ["", "unknown"],
  ])("of %j is %s", (header, address) => {
    expect(clientAddress(from(header), behindProxy)).toBe(address);
  });
});

describe("without a proxy", () => {
  let server: http.Server;
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      response.end(clientAddress(from(String(request.headers["x-forwarded-for"])), alone));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());

  const ask = async (forwarded: string) => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { "x-forwarded-for": forwarded } });
    return answer.text();
  };

  it("no header names the client: all share one count until the socket's address is kept", async () => {
    expect(await ask("1.1.1.1")).toBe("unknown");
    keepSocketAddresses();
    expect(await ask("1.1.1.1")).toBe("127.0.0.1");
    expect(await ask("2.2.2.2, 3.3.3.3")).toBe("127.0.0.1");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PermanentError } from "../core/errors";
import { guardedLookup, isPublicAddress, publicWeb, requireReachable } from "./public-address";

describe("an address", () => {
  it.each([
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2001::1",
    "2002:7f00:1::1",
    "3fff::1",
    "100::1",
    "localhost",
    "",
    "1.2.3",
  ])("%s is not of the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "192.169.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::200e",
  ])("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it("in a private network is refused in every spelling a URL allows", () => {
    fc.assert(
      fc.property(
        fc.constantFrom([127, 0], [10, 0], [192, 168], [169, 254], [172, 20], [100, 100]),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 1, max: 254 }),
        ([a = 0, b = 0], c, d) => {
          const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
          const hex = number.toString(16).padStart(8, "0");
          const spellings = [
            `${a}.${b}.${c}.${d}`,
            String(number),
            `0x${hex}`,
            `0${a.toString(8)}.${b}.${c}.${d}`,
            `${a}.${b}.${(c << 8) | d}`,
            `[::ffff:${a}.${b}.${c}.${d}]`,
            `[::ffff:${hex.slice(0, 4)}:${hex.slice(4)}]`,
            `${a}%2e${b}.${c}.${d}`,
            `${a}。${b}.${c}.${d}`,
          ];
          for (const host of spellings) {
            expect(() => requireReachable(new URL(`http://${host}/x.png`), publicWeb)).toThrow(
              PermanentError,
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    "file:///etc/passwd",
    "ftp://8.8.8.8/x",
    "http://user:pass@8.8.8.8/x",
    "http://8.8.8.8:6379/",
    "https://8.8.8.8:22/",
    "data:image/png;base64,AA",
  ])("%s may not be loaded from", (address) => {
    expect(() => requireReachable(new URL(address), publicWeb)).toThrow(PermanentError);
  });

  it("of a name is decided on what the socket connects to", async () => {
    const look = (all: boolean, mayReach: (address: string) => boolean) =>
      new Promise((resolve, reject) => {
        guardedLookup(80, mayReach)("localhost", { all }, (error, address) => {
          if (error) reject(error);
          else resolve(address);
        });
      });
    await expect(look(true, isPublicAddress)).rejects.toThrow(PermanentError);
    await expect(look(false, isPublicAddress)).rejects.toThrow(PermanentError);
    const reached: string[] = [];
    const answer = await look(false, (address) => reached.push(address) > 0);
    expect(reached).toContain(answer);
  });
});

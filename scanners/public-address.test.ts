import { describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address";

describe("addresses", () => {
  test.each([
    "93.184.216.34",
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::8a",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "localhost",
    "",
  ])("%j is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test("loopback passes only where a test allows it, and nothing else private with it", () => {
    expect(
      ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fe80::1"].map((address) =>
        isPublicAddress(address, true),
      ),
    ).toEqual([true, true, false, false, false]);
  });
});

/** Which addresses a picture of the web may come from: public ones, checked on the address that is connected to. */
import { lookup as resolve } from "node:dns";
import { BlockList, isIP, isIPv4, type LookupFunction } from "node:net";
import { PermanentError } from "../core/errors";

/** IPv4 that is not the public internet: the special-purpose registry of RFC 6890 and its successors. */
const NOT_PUBLIC_4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/** Inside 2000::/3, which is all of the public IPv6 internet: protocol and tunnel ranges and documentation. */
const NOT_PUBLIC_6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const refused4 = new BlockList();
for (const [network, bits] of NOT_PUBLIC_4) refused4.addSubnet(network, bits, "ipv4");
const refused6 = new BlockList();
for (const [network, bits] of NOT_PUBLIC_6) refused6.addSubnet(network, bits, "ipv6");
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/** True for an address of the public internet. Mapped, translated and scoped IPv6 forms are none. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused4.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%")) return false;
  return global6.check(address, "ipv6") && !refused6.check(address, "ipv6");
}

/** Decides on an address and port that is about to be connected to. */
export type MayReach = (address: string, port: number) => boolean;

/** Public addresses at the ports of the web. */
export const publicWeb: MayReach = (address, port) =>
  (port === 80 || port === 443) && isPublicAddress(address);

/**
 * Throws PermanentError for what needs no name service to refuse: another scheme, credentials in the address, or an
 * address literal that may not be reached.
 */
export function requireReachable(url: URL, mayReach: MayReach): void {
  const port = portOf(url);
  const host = url.hostname.replaceAll(/^\[|\]$/g, "");
  const literal = isIP(host) !== 0;
  const scheme = url.protocol === "http:" || url.protocol === "https:";
  if (!scheme || url.username || url.password || host === "" || (literal && !mayReach(host, port))) {
    throw new PermanentError("This address is not one that may be loaded from.");
  }
}

export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

/**
 * A name lookup for one connection. The answer it checks is the one the socket connects to, so a name that resolves
 * differently a moment later gains nothing. One bad address among several is enough to refuse.
 */
export function guardedLookup(port: number, mayReach: MayReach): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error || !first) {
        callback(error ?? new Error("No address"), "", 4);
      } else if (!addresses.every(({ address }) => mayReach(address, port))) {
        callback(new PermanentError("This address is not one that may be loaded from."), "", 4);
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

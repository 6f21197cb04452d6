/** Which addresses a fetch may connect to: the public internet, and nothing inside it. */
import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { BlockList, isIP, isIPv4 } from "node:net";
import { PermanentError } from "@/lib/core/errors";

/** Special-purpose ranges (IANA registries of RFC 6890): private, local, shared, reserved, documentation, multicast. */
const REFUSED_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Everything outside global unicast (2000::/3), and within it what carries or stands for other addresses. */
const REFUSED_V6 = ["::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

function listOf(ranges: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix] = range.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

const refusedV4 = listOf(REFUSED_V4, "ipv4");
const refusedV6 = listOf(REFUSED_V6, "ipv6");
const loopback = listOf(["127.0.0.0/8"], "ipv4");

/** True for an IP address that a fetch may connect to; loopback only where a test allows it. */
export function isPublicAddress(address: string, allowLoopback = false): boolean {
  if (isIPv4(address)) {
    return (allowLoopback && loopback.check(address, "ipv4")) || !refusedV4.check(address, "ipv4");
  }
  if (isIP(address) !== 6) return false;
  return (allowLoopback && address === "::1") || !refusedV6.check(address, "ipv6");
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A resolver for `node:http` that refuses a name any of whose addresses is not public. The connection is made to the
 * addresses checked here, so that a name cannot change its answer in between.
 */
export function publicLookup(allowLoopback = false) {
  return (name: string, options: LookupOptions, answer: Answer): void => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address, allowLoopback))) {
        return answer(new PermanentError(`${name} leads to an address that is not public.`), []);
      }
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };
}

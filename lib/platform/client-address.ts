/** Which address a request came from, in a way that the request cannot choose for itself. */
import diagnostics from "node:diagnostics_channel";
import { isIPv4, isIPv6 } from "node:net";
import type { IncomingMessage } from "node:http";
import type { Env } from "../env";

const HEADER = "x-forwarded-for";
const holder = globalThis as typeof globalThis & { __socketAddressesKept?: true };

/**
 * Without a proxy in front, the header that names the client is whatever the client wrote. From here on every
 * request of this process carries the address of its socket instead. Called once at boot, unless TRUST_PROXY is set.
 */
export function keepSocketAddresses(): void {
  if (holder.__socketAddressesKept) return;
  holder.__socketAddressesKept = true;
  diagnostics.subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[HEADER] = request.socket.remoteAddress ?? "unknown";
  });
}

/**
 * The client's address as a key for limits: IPv4 whole, IPv6 by its /64 (one customer), `unknown` where nothing
 * trustworthy names it. A proxy appends what it saw, so of a list only the last entry is its word.
 */
export function clientAddress(headers: Headers, env: Pick<Env, "TRUST_PROXY" | "hosted">): string {
  if (!env.TRUST_PROXY && !env.hosted && !holder.__socketAddressesKept) return "unknown";
  const last = headers.get(HEADER)?.split(",").at(-1)?.trim() ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(last)?.[1] ?? last;
  if (isIPv4(mapped)) return mapped;
  return isIPv6(mapped) ? `${network64(mapped)}::/64` : "unknown";
}

/** The first four groups of an IPv6 address. */
function network64(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

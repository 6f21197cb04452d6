/** Which addresses may be fetched, and how they are named in errors. */
import { isIP } from "node:net";
import { PermanentError } from "@/lib/core/errors";
import { isPublicAddress, portOf, type MayReach } from "@/lib/platform/public-address";
import type { FetchOptions } from "./options";

/** Names a request in an error. Never the query: it may hold a token. */
export const placeOf = (url: URL): string => `${url.host}${url.pathname}`;

/** Public addresses; loopback only where a test says so. */
export const reach =
  (options: FetchOptions): MayReach =>
  (address) =>
    isPublicAddress(address) || (options.allowLoopback === true && /^(127\.|::1$)/.test(address));

/** Throws PermanentError for another scheme and for address literals that may not be reached. */
export function checkedUrl(address: string, options: FetchOptions): URL {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new PermanentError("Only http and https addresses can be fetched.");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !reach(options)(host, portOf(url))) {
    throw new PermanentError(`${host} is not a public address.`);
  }
  return url;
}

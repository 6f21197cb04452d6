/** Refuses writes that another site makes a signed-in browser send. */
import { ForbiddenError } from "../core/errors";
import type { Env } from "../env";

const FOREIGN =
  "This request comes from another site and was not carried out. Open the page here and try again.";

/**
 * Throws ForbiddenError unless the request says that it comes from a page of this application: its Origin names
 * APP_BASE_URL or the host the request was sent to. Browsers send it with every write and no page can change it.
 */
export function requireSameOrigin(headers: Headers, env: Pick<Env, "baseUrl">): void {
  const origin = headers.get("origin");
  if (origin === null) {
    // Browsers too old to send Origin here still send this one, or neither; then nothing vouches for the request.
    if (headers.get("sec-fetch-site") === "same-origin") return;
    throw new ForbiddenError(FOREIGN);
  }
  if (!URL.canParse(origin)) throw new ForbiddenError(FOREIGN);
  const [from, own] = [new URL(origin), new URL(env.baseUrl)];
  if (from.origin === own.origin) return;
  // Where there is https, a page of the same name without it may be anybody's on the way.
  const weaker = own.protocol === "https:" && from.protocol !== "https:";
  if (weaker || from.host !== headers.get("host")) throw new ForbiddenError(FOREIGN);
}

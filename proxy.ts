/** In front of every page: its request id, its nonce and content security policy, and the way to the sign-in page. */
import { NextResponse, type NextRequest } from "next/server";
import { SESSION_COOKIES } from "@/lib/auth/cookie-names";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { FLASH_COOKIE, FLASH_HEADER } from "@/lib/http/flash-cookie";
import { contentSecurityPolicy, pageHeaders } from "@/lib/http/security-headers";

/** Pages for people who are not signed in. */
const OPEN = /^\/(sign-in|(accept|reset)\/[^/]+)$/;

/** Pages check the session themselves: without a cookie there is none, and the way is shorter. */
export function proxy(request: NextRequest): NextResponse {
  const { NODE_ENV, baseUrl } = env();
  const requestId = newId("req");
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const rules = { nonce, dev: NODE_ENV === "development", https: baseUrl.startsWith("https://") };

  const { pathname, search } = request.nextUrl;
  const reads = request.method === "GET" || request.method === "HEAD";
  const mayBeSignedIn = SESSION_COOKIES.some((name) => request.cookies.has(name));
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", contentSecurityPolicy(rules));
  // A cookie deleted here is gone for the page too: the sentence reaches it in a header.
  const flash = reads && !isPrefetch(request) ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  headers.delete(FLASH_HEADER);
  if (flash !== undefined && /^[\w-]+$/.test(flash)) headers.set(FLASH_HEADER, flash);

  const response =
    reads && !mayBeSignedIn && !OPEN.test(pathname)
      ? NextResponse.redirect(
          new URL(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`, request.url),
        )
      : NextResponse.next({ request: { headers } });

  for (const [name, value] of Object.entries(pageHeaders(rules))) response.headers.set(name, value);
  response.headers.set("x-request-id", requestId);
  if (flash !== undefined) response.cookies.delete(FLASH_COOKIE);
  return response;
}

function isPrefetch({ headers }: NextRequest): boolean {
  return headers.has("next-router-prefetch") || (headers.get("sec-purpose") ?? "").includes("prefetch");
}

export const config = {
  // Not for routes, which answer data and authorise themselves, nor for files.
  matcher: ["/((?!api/|_next/|samples/|icon[-.]|favicon\\.ico|manifest\\.webmanifest|sw\\.js).*)"],
};

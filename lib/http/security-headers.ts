/** What browsers are told to refuse on our behalf. */

/** For every answer, pages and data alike, and what Next answers by itself. */
export const EVERYWHERE: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** For answers that are data: nothing in them is ever run or framed. A drawing keeps its own styles. */
export const DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** For answers that are data. */
export const DATA_HEADERS: Record<string, string> = {
  ...EVERYWHERE,
  "content-security-policy": DATA_POLICY,
};

type PageRules = { nonce: string; dev: boolean; https: boolean };

/** For pages. Strict transport is promised only where there is https: a browser would hold localhost to it. */
export function pageHeaders(rules: PageRules): Record<string, string> {
  return {
    ...EVERYWHERE,
    "content-security-policy": contentSecurityPolicy(rules),
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(rules.https ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/**
 * Scripts and style elements run by the nonce of their request alone; nothing is loaded from elsewhere. `style`
 * attributes stay allowed: server-rendered ones cannot carry a nonce. A development server needs eval and sockets.
 */
export function contentSecurityPolicy({ nonce, dev, https }: PageRules): string {
  const own = `'self' 'nonce-${nonce}'`;
  const directives: Record<string, string> = {
    "default-src": "'self'",
    "script-src": `${own} 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src": dev ? "'self' 'unsafe-inline'" : own,
    "style-src-elem": dev ? "'self' 'unsafe-inline'" : own,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": dev ? "'self' ws: wss:" : "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
  };
  if (https) directives["upgrade-insecure-requests"] = "";
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}

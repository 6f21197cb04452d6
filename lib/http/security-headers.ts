/** The content security policy. The other headers, the same for every answer, stand in next.config.ts. */

/**
 * Scripts and style elements run by the nonce of their request alone; nothing is loaded from elsewhere. `style`
 * attributes stay allowed: server-rendered ones cannot carry a nonce. A development server needs eval and sockets.
 */
export function contentSecurityPolicy({
  nonce,
  dev,
  https,
}: {
  nonce: string;
  dev: boolean;
  https: boolean;
}): string {
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

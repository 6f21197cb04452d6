/** Cookies of a session. Client-safe, so that the proxy need not load the sign-in library. */
export const COOKIE_PREFIX = "pta";

/** With `__Secure-` over https, without it on http://localhost. */
export const SESSION_COOKIES = [
  `__Secure-${COOKIE_PREFIX}.session_token`,
  `${COOKIE_PREFIX}.session_token`,
] as const;

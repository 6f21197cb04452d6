/** Takes secrets out of whatever is about to be logged or stored as details. */

/** Names under which secrets travel; compared without case, dashes and underscores. */
const SECRET_NAME =
  /^(authorization|proxyauthorization|cookie|setcookie|password|newpassword|currentpassword|passwd|secret|token|apikey|xapikey|signature|upstashsignature|credential|credentials|privatekey|signingkey|currentsigningkey|nextsigningkey|accesstoken|refreshtoken|idtoken|sessiontoken|setuptoken|clientsecret|auth|p256dh)$/;
/** The same inside longer names: GROQ_API_KEY, redditClientSecret, UPSTASH_REDIS_REST_TOKEN. */
const SECRET_ENDING = /(apikey|secret|token|password|signingkey|privatekey)$/;

const REDACTED = "[redacted]";
const MAX_DEPTH = 6;
const MAX_TEXT = 4_000;
const MAX_ENTRIES = 100;

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_\s]/g, "");
  return SECRET_NAME.test(plain) || SECRET_ENDING.test(plain);
}

const IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  // user:password@host
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:]{0,200}:[^\s/@]{1,500}@/gi, `$1${REDACTED}@`],
  // ?key=…&access_token=…, and the feed=… of a personal Reddit feed
  [
    /([?&;](?:[\w.-]{0,40}(?:key|token|secret|password|signature|credential)|sig|code|auth|feed)=)[^&\s"'#;]{1,2000}/gi,
    `$1${REDACTED}`,
  ],
  // one-time links
  [/(\/(?:accept|reset)\/)[^\s"'<>?#]{8,}/g, `$1${REDACTED}`],
  // the providers' own key formats
  [/\b(gsk_|pplx-|sk-|sig_|pina_|EAA|eyJ[\w-]{8,}\.)[\w.-]{8,}/g, `$1${REDACTED}`],
  [
    /\b((?:\w{0,40}_)?(?:password|secret|token|api_?key)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;&}]{4,}/gi,
    `$1${REDACTED}`,
  ],
];

/** The text without what looks like a secret, cut to 4,000 characters. */
export function redactText(text: string): string {
  let clean = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  for (const [pattern, replacement] of IN_TEXT) clean = clean.replaceAll(pattern, replacement);
  return clean;
}

/**
 * A copy fit for a log line: secrets by name and by look are gone, errors are plain objects with their causes,
 * depth, length and number of entries are bounded. Never throws; getters that do are shown as unreadable.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "function" || typeof value === "symbol") return `[${typeof value}]`;
  if (value === null || typeof value !== "object") return value;
  if (depth >= MAX_DEPTH) return "[deeper]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Headers) return redact(Object.fromEntries(value), depth);
  if (value instanceof Map) return redact(Object.fromEntries(value), depth);
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].slice(0, MAX_ENTRIES).map((entry) => redact(entry, depth + 1));
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value).slice(0, MAX_ENTRIES)) {
    copy[name] = isSecretName(name) ? REDACTED : redact(readProperty(value, name), depth + 1);
  }
  return copy;
}

function readProperty(holder: object, name: string): unknown {
  try {
    return Reflect.get(holder, name);
  } catch {
    return "[unreadable]";
  }
}

/** Only what explains the error: drivers hang queries with their parameters and whole requests on theirs. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const code = readProperty(error, "code");
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

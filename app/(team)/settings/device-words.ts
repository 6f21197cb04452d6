/** What browsers call themselves: each pretends to be those below it, so the first that fits is it. */
const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|HeadlessChrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** "Chrome on Android" of a User-Agent header; of its own words nothing is shown, a client may write anything there. */
export function deviceWords(userAgent: string | null): string {
  const named = (words: typeof BROWSERS | typeof SYSTEMS) =>
    words.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const browser = named(BROWSERS) ?? "An unknown browser";
  const system = named(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}

/** "2001:db8::" for an IPv6 address however it is written out; one of the machine itself says so. */
export function addressWords(address: string | null): string {
  if (!address) return "address unknown";
  if (!address.includes(":")) return address;
  const url = `http://[${address}]`;
  if (!URL.canParse(url)) return address;
  const short = new URL(url).hostname.slice(1, -1);
  // The last half is blanked before it is stored, so the machine's own ::1 stands as ::.
  return short === "::" || short === "::1" ? "this machine" : short;
}

/** A response that somebody saved, as the page a scanner reads: its writing, address and language told from itself. */
import { gunzipSync } from "node:zlib";
import type { SourceId } from "@/lib/core/words";
import { MAX_BODY_BYTES } from "./reading/body-limits";
import { decodedText } from "./reading/decode";
import { localeOf } from "./reading/number";
import type { Page } from "./scanner";

/** Where a page says what it is; nothing further down is looked at. */
const HEAD_CHARS = 200_000;

/** A body as it came over the wire may still be packed; anything else is left as it is. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: 2 * MAX_BODY_BYTES });
  } catch {
    return bytes;
  }
}

/** The attributes of a tag that has all of `wanted`, from the first such tag of the head. */
function tagWith(head: string, wanted: RegExp): string {
  return wanted.exec(head)?.[0] ?? "";
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"']{1,2000})["']`, "i").exec(tag)?.[1]?.replaceAll("&amp;", "&");

/** Where a page was saved from: as the browser noted it, as the page names itself, or as a feed does. */
function addressIn(head: string): string | undefined {
  return [
    /<!-- saved from url=\(\d+\)(https?:\/\/[^\s"]{4,2000}) -->/.exec(head)?.[1],
    attribute(tagWith(head, /<link\b[^>]{0,300}\brel=["']?canonical["']?[^>]{0,3000}>/i), "href"),
    attribute(tagWith(head, /<link\b[^>]{0,300}\brel=["']self["'][^>]{0,3000}>/i), "href"),
    attribute(tagWith(head, /<meta\b[^>]{0,300}\bproperty=["']og:url["'][^>]{0,3000}>/i), "content"),
  ].find((address) => address !== undefined && URL.canParse(address));
}

function languageIn(head: string): string | undefined {
  const html = tagWith(head, /<html\b[^>]{0,3000}>/i);
  return attribute(html, "lang") ?? /<language>\s*([A-Za-z-]{2,20})\s*<\/language>/.exec(head)?.[1];
}

/** Rows of a table that somebody exported, in the envelope that the source itself puts round them. */
function inEnvelope(source: SourceId, body: string): string {
  return source === "tiktok" && /^\s*\[/.test(body) ? `{"items":${body}}` : body;
}

/** `locale` (BCP 47) and `url` outweigh what the page says of itself; without either it is read as American English. */
export function savedPage(input: {
  source: SourceId;
  bytes: Uint8Array;
  savedAt: Date;
  locale: string | undefined;
  url: string | undefined;
}): Page {
  const body = decodedText(unpacked(input.bytes));
  const head = body.slice(0, HEAD_CHARS);
  return {
    url: input.url ?? addressIn(head) ?? "",
    status: 200,
    headers: {},
    body: inEnvelope(input.source, body),
    fetchedAt: input.savedAt.toISOString(),
    locale: input.locale ?? localeOf(languageIn(head) ?? "en-US").toString(),
  };
}

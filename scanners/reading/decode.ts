/** Bytes as text: how a page is written is told by the page itself where nobody else says it. */

/** Where a page names its own writing. */
const HEAD_BYTES = 4_096;
const DECLARED = /charset=["']?([\w-]{2,30})|<\?xml[^>]{0,100}encoding=["']([\w-]{2,30})/i;
/** As browsers take what declares nothing and is no UTF-8. */
const UNDECLARED = "windows-1252";

function decoderFor(label: string | undefined): TextDecoder | undefined {
  try {
    return label === undefined ? undefined : new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** A mark at the very beginning outweighs everything else. */
function markedAs(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb && third === 0xbf ? "utf-8" : undefined;
}

/** `contentType` is the header's value, where there was one; a writing that nobody knows counts as not stated. */
export function decodedText(bytes: Uint8Array, contentType?: string): string {
  const stated = decoderFor(markedAs(bytes) ?? /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? "")?.[1]);
  if (stated) return stated.decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder(UNDECLARED).decode(bytes.subarray(0, HEAD_BYTES));
    const declared = DECLARED.exec(head);
    return (decoderFor(declared?.[1] ?? declared?.[2]) ?? new TextDecoder(UNDECLARED)).decode(bytes);
  }
}

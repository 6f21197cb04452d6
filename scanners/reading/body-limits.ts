/** Refuses bodies that would be too costly to build a tree of: a single pass over the text, before any parser sees it. */

/** No page that is read is near it; a body above it is refused. */
export const MAX_BODY_BYTES = 3_000_000;

/** Real pages stay under 100 levels; a body nested deeper is made to hurt. */
const MAX_DEPTH = 500;

/** The largest real pages have a tenth of it; beyond, even a small body costs a parser seconds. */
const MAX_TAGS = 100_000;

const VOID_TAGS = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Their end tag may be left out, so an open one says nothing about depth; whatever nests them is counted. */
const END_OPTIONAL = new Set(
  "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rb rt rtc rp html head body".split(" "),
);
const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]);

function jsonDepthExceeds(body: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x22) {
      at += 1;
      while (at < body.length && body.charCodeAt(at) !== 0x22) at += body.charCodeAt(at) === 0x5c ? 2 : 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Where the tag that began before `from` ends: quotes may hold ">" only after an equals sign. */
function tagEnd(body: string, from: number): number {
  let afterEquals = false;
  for (let at = from; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (char === ">") return at;
    if (afterEquals && (char === '"' || char === "'")) {
      const close = body.indexOf(char, at + 1);
      if (close === -1) return body.length;
      at = close;
      afterEquals = false;
    } else if (char === "=") afterEquals = true;
    else if (char !== " " && char !== "\n" && char !== "\t") afterEquals = false;
  }
  return body.length;
}

function skipTo(body: string, mark: string, from: number): number {
  const at = body.indexOf(mark, from);
  return at === -1 ? body.length : at + mark.length;
}

const TOO_DEEP = `The body is nested deeper than ${MAX_DEPTH} levels.`;

function whyMarkupRefused(body: string, html: boolean): string | undefined {
  const open: string[] = [];
  const openCount = new Map<string, number>();
  // A tag's name begins with a letter: anything else after "<" is text, and looking on from there must cost nothing.
  const name = html ? /[a-z][^\s/>]*/iy : /[\p{L}_:][^\s/>]*/uy;
  const rawEnd = new Map<string, RegExp>();
  let at = body.indexOf("<");
  for (let tags = 0; at !== -1 && at < body.length; tags += 1) {
    if (tags === MAX_TAGS) return `The body holds more than ${MAX_TAGS} tags.`;
    let next: number;
    if (body.startsWith("<!--", at)) next = skipTo(body, "-->", at + 4);
    else if (body.startsWith("<![CDATA[", at) && !html) next = skipTo(body, "]]>", at + 9);
    else if (body.startsWith("<!", at) || body.startsWith("<?", at)) next = skipTo(body, ">", at + 2);
    else {
      const closing = body.charCodeAt(at + 1) === 0x2f;
      name.lastIndex = at + (closing ? 2 : 1);
      const word = name.exec(body)?.[0];
      if (word === undefined) {
        at = body.indexOf("<", at + 1);
        continue;
      }
      const tag = html ? word.toLowerCase() : word;
      const end = tagEnd(body, name.lastIndex);
      next = end + 1;
      if (closing) {
        // A close tag that matches nothing open is ignored, as parsers do: it must not hide real depth.
        if ((openCount.get(tag) ?? 0) > 0) {
          for (let popped = open.pop(); popped !== undefined; popped = open.pop()) {
            openCount.set(popped, (openCount.get(popped) ?? 1) - 1);
            if (popped === tag) break;
          }
        }
      } else if (html && RAW_TEXT.has(tag)) {
        const close = rawEnd.get(tag) ?? new RegExp(`</${tag}`, "gi");
        rawEnd.set(tag, close);
        close.lastIndex = next;
        next = close.exec(body)?.index ?? body.length;
      } else if (body.charCodeAt(end - 1) !== 0x2f || html) {
        if (!html || (!VOID_TAGS.has(tag) && !END_OPTIONAL.has(tag))) {
          open.push(tag);
          openCount.set(tag, (openCount.get(tag) ?? 0) + 1);
          if (open.length > MAX_DEPTH) return TOO_DEEP;
        }
      }
    }
    at = body.indexOf("<", next);
  }
  return undefined;
}

/** Why a body must not be parsed, in a sentence; undefined when it may. */
export function whyRefused(body: string, kind: "html" | "json" | "xml"): string | undefined {
  if (body.length > MAX_BODY_BYTES || Buffer.byteLength(body) > MAX_BODY_BYTES) {
    return `The body is larger than ${MAX_BODY_BYTES / 1e6} MB.`;
  }
  if (kind === "json") return jsonDepthExceeds(body, MAX_DEPTH) ? TOO_DEEP : undefined;
  return whyMarkupRefused(body, kind === "html");
}

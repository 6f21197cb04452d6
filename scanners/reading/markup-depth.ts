/**
 * How deep a reader would nest a page, told from its text alone: one pass, no tree. It follows the two readers that are
 * used (htmlparser2 behind cheerio for HTML, fast-xml-parser for feeds) letter by letter where they differ from the
 * standard: whatever hides a tag from this count but not from them would be a way around the limit.
 */

/** Tags that never hold anything, in HTML. */
const VOID_TAGS = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);

const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp"]);

const P_ENDS_AT =
  "p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul";
const FORM_PARTS = ["input", "option", "optgroup", "select", "button", "datalist", "textarea"];

/** What an opening tag ends when it stands directly above it: an open paragraph says nothing about depth. */
const IMPLIED_ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...P_ENDS_AT.split(" ").map((tag): [string, string[]] => [tag, ["p"]]),
  ...["select", "input", "output", "button", "datalist", "textarea"].map((tag): [string, string[]] => [
    tag,
    FORM_PARTS,
  ]),
  ["tr", ["tr", "th", "td"]],
  ["th", ["th"]],
  ["td", ["thead", "th", "td"]],
  ["tbody", ["thead", "tbody"]],
  ["tfoot", ["thead", "tbody"]],
  ["body", ["head", "link", "script"]],
  ["li", ["li"]],
  ["option", ["option"]],
  ["optgroup", ["optgroup", "option"]],
  ["dd", ["dd", "dt"]],
  ["dt", ["dd", "dt"]],
  ["rt", ["rt", "rp"]],
  ["rp", ["rt", "rp"]],
]);

/** Inside these a tag may close itself with a slash; elsewhere in HTML the slash means nothing. */
const FOREIGN = new Set(["svg", "math"]);
const FOREIGN_ENDS = new Set([
  "mi",
  "mo",
  "mn",
  "ms",
  "mtext",
  "annotation-xml",
  "foreignobject",
  "desc",
  "title",
]);

/** What opens and closes, as a reader would: `levels` is how many elements are open. */
class OpenTags {
  private readonly stack: string[] = [];
  private readonly count = new Map<string, number>();
  private readonly foreign: boolean[] = [];

  constructor(private readonly html: boolean) {}

  get levels(): number {
    return this.stack.length;
  }

  open(tag: string, selfClosed: boolean): void {
    if (this.html) {
      const ends = IMPLIED_ENDS.get(tag);
      while (ends !== undefined && ends.includes(this.stack.at(-1) ?? "")) this.pop();
      if (VOID_TAGS.has(tag)) return;
    }
    // Even a tag that closes itself leaves its mark here, as it does in the reader.
    if (this.html && (FOREIGN.has(tag) || FOREIGN_ENDS.has(tag))) this.foreign.push(FOREIGN.has(tag));
    if (selfClosed && (!this.html || this.foreign.at(-1) === true)) return;
    this.stack.push(tag);
    this.count.set(tag, (this.count.get(tag) ?? 0) + 1);
  }

  /** An end tag that matches nothing open is ignored: it must not hide real depth. */
  close(tag: string): void {
    if (this.html && (FOREIGN.has(tag) || FOREIGN_ENDS.has(tag))) this.foreign.pop();
    if ((this.count.get(tag) ?? 0) === 0) return;
    while (this.pop() !== tag);
  }

  private pop(): string | undefined {
    const tag = this.stack.pop();
    if (tag !== undefined) this.count.set(tag, (this.count.get(tag) ?? 1) - 1);
    return tag;
  }
}

const SPACE = 0x20;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const TAG_END = 0x3e;
const isSpace = (code: number): boolean =>
  code === SPACE || code === 0x0a || code === 0x09 || code === 0x0c || code === 0x0d;

type TagEnd = { end: number; selfClosed: boolean };

/** Where an HTML tag ends whose attributes begin at `from`: only a value begun by a quote may hold ">". */
function htmlTagEnd(body: string, from: number): TagEnd {
  let state: "before" | "name" | "after" | "value" | "unquoted" | "slash" = "before";
  for (let at = from; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (state === "value") {
      if (isSpace(code)) continue;
      if (code === 0x22 || code === 0x27) {
        const close = body.indexOf(body.charAt(at), at + 1);
        if (close === -1) break;
        at = close;
        state = "before";
        continue;
      }
      state = "unquoted";
    }
    if (code === TAG_END) return { end: at, selfClosed: state === "slash" };
    if (isSpace(code)) {
      if (state === "name") state = "after";
      else if (state === "unquoted") state = "before";
    } else if (state === "unquoted") continue;
    else if (code === SLASH) state = "slash";
    else if (code === EQUALS && (state === "name" || state === "after")) state = "value";
    else state = "name";
  }
  return { end: body.length, selfClosed: false };
}

/** Where a feed's tag or instruction ends: there a quote anywhere hides what follows up to its like. */
function xmlTagEnd(body: string, from: number, mark: string): number {
  for (let at = from; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (char === '"' || char === "'") {
      const close = body.indexOf(char, at + 1);
      if (close === -1) return body.length;
      at = close;
    } else if (body.startsWith(mark, at)) return at + mark.length - 1;
  }
  return body.length;
}

function past(body: string, mark: string, from: number): number {
  const at = body.indexOf(mark, from);
  return at === -1 ? body.length : at + mark.length;
}

/** Past a comment, declaration or instruction at `at`; undefined when a tag, or nothing, stands there. */
function pastNoTag(body: string, at: number, html: boolean): number | undefined {
  const next = body.charCodeAt(at + 1);
  if (next === 0x3f) return html ? past(body, ">", at + 2) : xmlTagEnd(body, at + 2, "?>") + 1;
  if (next !== 0x21) return undefined;
  // HTML's shortest comment is "<!-->".
  if (body.startsWith("<!--", at)) return past(body, "-->", at + (html ? 2 : 4));
  if (body.startsWith("<![CDATA[", at)) return past(body, "]]>", at + 9);
  return past(body, ">", at + 2);
}

const NAME = /[^ \n\t\f\r/>]*/y;
/** In an end tag the slash is part of the name. */
const END_NAME = /[^ \n\t\f\r>]*/y;

/** The end of raw text: only its own end tag, written out, ends it. One reader takes 0x0F for the slash. */
const rawEnds = new Map(
  [...RAW_TEXT].map((tag) => [
    tag,
    new RegExp(`<[/${String.fromCharCode(0x0f)}]${tag}(?=[ \\n\\t\\f\\r>])`, "gi"),
  ]),
);

function rawTextEnd(body: string, tag: string, from: number): number {
  const close = rawEnds.get(tag);
  if (close === undefined) return from;
  close.lastIndex = from;
  return close.exec(body)?.index ?? body.length;
}

/** True for a letter after "<", which is what begins a tag in HTML; a feed's reader takes anything. */
const beginsName = (code: number, html: boolean): boolean =>
  html ? (code | SPACE) >= 0x61 && (code | SPACE) <= 0x7a : !Number.isNaN(code);

/** Why markup must not be parsed: "tags" or "depth", the limit it exceeds; undefined when it may. */
export function markupExceeds(
  body: string,
  html: boolean,
  limits: { depth: number; tags: number },
): "depth" | "tags" | undefined {
  const open = new OpenTags(html);
  let at = body.indexOf("<");
  for (let tags = 0; at !== -1 && at < body.length; tags += 1) {
    if (tags === limits.tags) return "tags";
    let next = pastNoTag(body, at, html);
    if (next === undefined) {
      const closing = body.charCodeAt(at + 1) === SLASH;
      let from = at + (closing ? 2 : 1);
      while (closing && isSpace(body.charCodeAt(from))) from += 1;
      const named = beginsName(body.charCodeAt(from), html);
      if (!named && !closing) {
        // Text that only begins like a tag: looking on from there must cost nothing.
        at = body.indexOf("<", at + 1);
        continue;
      }
      const name = closing ? END_NAME : NAME;
      name.lastIndex = from;
      const word = name.exec(body)?.[0] ?? "";
      const tag = html ? word.toLowerCase() : word;
      if (closing) {
        if (named) open.close(tag);
        next = past(body, ">", from);
      } else {
        const { end, selfClosed } = html
          ? htmlTagEnd(body, NAME.lastIndex)
          : xmlEnd(body, xmlTagEnd(body, NAME.lastIndex, ">"));
        open.open(tag, selfClosed);
        if (open.levels > limits.depth) return "depth";
        next = html && RAW_TEXT.has(tag) && !selfClosed ? rawTextEnd(body, tag, end + 1) : end + 1;
      }
    }
    at = body.indexOf("<", next);
  }
  return undefined;
}

const xmlEnd = (body: string, end: number): TagEnd => ({
  end,
  selfClosed: body.charCodeAt(end - 1) === SLASH,
});

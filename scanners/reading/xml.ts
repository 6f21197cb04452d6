/** Feeds as plain trees. No entity is expanded by the reader and no document type is accepted. */
import { load } from "cheerio/slim";
import { XMLParser } from "fast-xml-parser";

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What HTML means by the references of a text that XML does not know: feeds are often made from HTML. */
function htmlReferences(text: string): ReadonlyMap<string, string> {
  const named = [...new Set(text.match(/&[a-z][a-z\d]{1,31};/gi))].filter(
    (reference) => NAMED[reference.slice(1, -1).toLowerCase()] === undefined,
  );
  if (named.length === 0) return new Map();
  const meant = load(named.join("|"), { xml: { xmlMode: false } })
    .root()
    .text()
    .split("|");
  // What keeps its semicolon was no name: HTML takes the beginning of one for the whole.
  return new Map(
    named.flatMap((reference, index): [string, string][] => {
      const character = meant[index];
      return character === undefined || character.endsWith(";") ? [] : [[reference, character]];
    }),
  );
}

/** Undoes one level of escaping; a reference that names no character is left as it stands. */
export function decodeXml(text: string): string {
  const html = htmlReferences(text);
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === "string") return NAMED[name.toLowerCase()] ?? html.get(whole) ?? whole;
      const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

export type XmlNode = { [name: string]: unknown };

const isNode = (value: unknown): value is XmlNode =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The element children of that name, in document order. Attributes are children whose name begins with "@". */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  const value = node?.[name];
  const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.map((child) => (isNode(child) ? child : { "#text": child }));
}

/** The first element child of that name. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return childrenOf(node, name)[0];
}

/** The unescaped text of an element, or of its child of that name; "" when there is none, or when it is broken up by elements. */
export function textOf(node: XmlNode | undefined, name?: string): string {
  const target = name === undefined ? node : childOf(node, name);
  if (target === undefined || Object.keys(target).some((key) => key !== "#text" && !key.startsWith("@")))
    return "";
  const text = target["#text"];
  return typeof text === "string" ? decodeXml(text).trim() : "";
}

const reader = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The document as a tree, or undefined when it is none. The body's size and depth are the caller's to check first. */
export function readXml(body: string): XmlNode | undefined {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(body.slice(0, 10_000))) return undefined;
  try {
    const tree: unknown = reader.parse(body);
    return isNode(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

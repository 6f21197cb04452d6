/** HTML as a tree, walked by hand: a selector engine costs more than the parsing, and minutes on a page made to hurt. */
import { load, type Cheerio, type CheerioAPI } from "cheerio/slim";

type TreeNode = ReturnType<CheerioAPI> extends Cheerio<infer Node> ? Node : never;
export type TreeElement = Extract<TreeNode, { attribs: Record<string, string> }>;

/** The tree of a body whose size and depth were checked before. */
export function readTree(html: string): TreeNode {
  const [root] = load(html, { xml: { xmlMode: false, withEndIndices: true } })
    .root()
    .toArray();
  if (root === undefined) throw new Error("A document always has a root.");
  return root;
}

const isElement = (node: TreeNode): node is TreeElement => "attribs" in node;

/** Every node below `root` in document order, without recursion; `visit` says whether to go inside. */
function walkNodes(root: TreeNode, visit: (node: TreeNode) => boolean): void {
  let node: TreeNode | null = "children" in root ? root.firstChild : null;
  while (node !== null) {
    const inside: TreeNode | null = visit(node) && "children" in node ? node.firstChild : null;
    if (inside !== null) {
      node = inside;
      continue;
    }
    let at: TreeNode | null = node;
    while (at !== null && at !== root && at.nextSibling === null) at = at.parentNode;
    node = at === null || at === root ? null : at.nextSibling;
  }
}

/** Every element below `root` in document order; where `visit` answers false, what is inside it is left out. */
export function walk(root: TreeNode, visit: (element: TreeElement) => boolean): void {
  walkNodes(root, (node) => isElement(node) && visit(node));
}

/** All text below an element, as it stands: without that of scripts and styles. */
export function textIn(element: TreeNode): string {
  let text = "";
  walkNodes(element, (node) => {
    if (node.type === "text") text += node.data;
    return isElement(node) && node.name !== "script" && node.name !== "style";
  });
  return text;
}

/** Elements that mark words of a line; any other one is a part of its own. */
const WORDING = new Set(["b", "bdi", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"]);

/**
 * The first line of an element: its text up to where another part begins. Where a page has lost the element's end, what
 * follows it is not taken for its words.
 */
export function firstLineIn(element: TreeNode): string {
  let text = "";
  let isOver = false;
  walkNodes(element, (node) => {
    if (isElement(node)) isOver ||= text.trim() !== "" && !WORDING.has(node.name);
    else if (node.type === "text" && !isOver) text += node.data;
    return !isOver && isElement(node) && node.name !== "script" && node.name !== "style";
  });
  return text;
}

/** An element's own text, without that of the elements inside it. */
export function ownTextOf(element: TreeElement): string {
  return element.children.map((child) => (child.type === "text" ? child.data : "")).join("");
}

export const classOf = (element: TreeElement): string => element.attribs["class"] ?? "";

/** True where the class attribute lists exactly this name. */
export function hasClass(element: TreeElement, name: string): boolean {
  const all = element.attribs["class"];
  if (all === undefined || !all.includes(name)) return false;
  return all === name || all.split(/\s+/).includes(name);
}

/** The element itself or the nearest around it that passes; none from `end` outwards. */
export function nearest(
  element: TreeElement,
  end: TreeElement,
  wanted: (element: TreeElement) => boolean,
): TreeElement | undefined {
  for (let at: TreeNode | null = element; at !== null && at !== end; at = at.parentNode) {
    if (isElement(at) && wanted(at)) return at;
  }
  return undefined;
}

/** False when the page ends inside the element: what would be read from it may be half a text. */
export function isWhole({ endIndex }: TreeElement, html: string): boolean {
  return (
    typeof endIndex === "number" &&
    /<\/[a-z]+\s*>$/i.test(html.slice(Math.max(0, endIndex - 12), endIndex + 1))
  );
}

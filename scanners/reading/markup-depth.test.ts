import { XMLParser } from "fast-xml-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whyRefused } from "./body-limits";
import { readTree, walk } from "./tree";

const LIMIT = 500;

/** How deep the tree really is. */
function depthOf(html: string): number {
  const depths = new Map<unknown, number>();
  let deepest = 0;
  walk(readTree(html), (element) => {
    const depth = (depths.get(element.parent) ?? 0) + 1;
    depths.set(element, depth);
    deepest = Math.max(deepest, depth);
    return true;
  });
  return deepest;
}

const TAGS =
  "div span p td tr table li ul thead tbody html body svg path title math desc script style textarea iframe noscript b option select xmp br img".split(
    " ",
  );
const tag = fc.constantFrom(...TAGS);
const piece = fc.oneof(
  tag.map((name) => `<${name}>`),
  tag.map((name) => `</${name}>`),
  tag.map((name) => `<${name}/>`),
  tag.map((name) => `</${name}/>`),
  tag.map((name) => `</ ${name}>`),
  tag.map((name) => `<${name.toUpperCase()} a="<b>" c='>' d=e`),
  tag.map((name) => `<${name} ="`),
  tag.map((name) => `<${name} a\r=\r"`),
  fc.constantFrom(
    ..."<!--|-->|<!-->|<!--->|<![CDATA[|]]>|<?|?>|<!x|>|\"|'|/|=|</1|text|<1>|</|<|&lt;|\u000F|<\u000Fscript>".split(
      "|",
    ),
  ),
);

describe("depth is told from the text as the reader would build it", () => {
  test("no soup of tags that passes is deeper than the limit", () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const soup = pieces.join("");
        const body = soup.repeat(LIMIT + 100);
        if (whyRefused(body, "html") !== undefined) return;
        passed += 1;
        expect(depthOf(body), soup).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
    expect(passed).toBeGreaterThan(50);
  });

  test.each([
    ["raw text that is none", "<iframe><div>"],
    ["an end tag inside a script", "<div><script></scriptx></div></script>"],
    ["an end tag with a slash in its name", "<div></div/>"],
    ["an end tag that is a comment", "<div></1 </div>"],
    ["a character section", "<div><![CDATA[></div>]]>"],
    ["a quote that begins no value", '<a ="<div>"'],
    ["a quote after an unquoted value", '<div a=b="><b>'],
    ["the shortest comment", "<!--><div><!-- </div> -->"],
    ["paragraphs in cells", "<td><p>"],
    ["pages in pages", "<html>"],
    ["table heads", "<thead>"],
  ])("%s hides nothing: %s", (_, soup) => {
    const body = soup.repeat(2_000);
    const deep = depthOf(soup.repeat(LIMIT + 100)) > LIMIT;
    expect(whyRefused(body, "html") !== undefined || !deep).toBe(true);
  });

  test.each(["<1><x>", "<a '>' b=\"", "<a><?x '></a>' ?>", "<a></b>", '<a b"<c>" >'])(
    "a feed made of %s is refused or as shallow as it looks",
    (soup) => {
      const body = soup.repeat(2_000);
      if (whyRefused(body, "xml") !== undefined) return;
      const read = new XMLParser({ ignoreAttributes: false, processEntities: false });
      let tree: unknown;
      try {
        tree = read.parse(body);
      } catch {
        return;
      }
      expect(JSON.stringify(tree).split("{").length).toBeLessThan(5_000);
      expect(JSON.stringify(tree)).not.toMatch(/(?:\{"[^"]{0,20}":){501}/);
    },
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGENTS } from "@/agents/roster";
import { AGENT_IDS } from "@/lib/core/words";
import { readMarkdown, readPieces } from "./markdown";
import { schemaFields } from "./schema-fields";

describe("instructions read into blocks", () => {
  it("have headings, paragraphs over several lines, lists with lines that go on, fences and tables", () => {
    const source = [
      "# Trend",
      "One line",
      "goes on.",
      "- a **bold** point",
      "  that goes on",
      "- `code`",
      "",
      "1. first",
      "2. second",
      "```json example",
      '{ "a": 1 }',
      "```",
      "| a | b |",
      "|---|---|",
    ].join("\n");
    expect(readMarkdown(source)).toEqual([
      { kind: "heading", level: 1, text: "Trend" },
      { kind: "paragraph", text: "One line goes on." },
      { kind: "list", ordered: false, items: ["a **bold** point that goes on", "`code`"] },
      { kind: "list", ordered: true, items: ["first", "second"] },
      { kind: "verbatim", text: '{ "a": 1 }' },
      { kind: "verbatim", text: "| a | b |\n|---|---|" },
    ]);
  });

  it("keep links, pictures and tags as the letters they are", () => {
    const text = "[x](javascript:alert(1)) ![y](http://z) <img src=x onerror=alert(1)>";
    expect(readMarkdown(text)).toEqual([{ kind: "paragraph", text }]);
    expect(readPieces(text)).toEqual([{ look: "plain", text }]);
  });

  it("lose no word of any text", () => {
    const line = fc.oneof(
      fc.constantFrom("# a b", "- c d", "  e f", "3. g", "| h |", "", "i `j` **k**", "   "),
      fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\n\r`~]/g, "")),
    );
    const words = (text: string) => text.match(/\w+/g) ?? [];
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const source = lines.join("\n");
        const kept = readMarkdown(source)
          .map((block) => (block.kind === "list" ? block.items.join(" ") : block.text))
          .join(" ");
        // The number of an item is the list's, not a word.
        const unnumbered = (text: string) => words(text).filter((word) => !/^\d+$/.test(word));
        expect(unnumbered(kept)).toEqual(unnumbered(source));
      }),
    );
  });
});

describe("the fields of a report", () => {
  it("are told for each of the twelve, without a word of JSON Schema", () => {
    for (const id of AGENT_IDS) {
      const fields = schemaFields(AGENTS[id]);
      expect(fields.slice(0, 2)).toEqual([
        { name: "score", what: "number 0–100", nullable: false },
        { name: "confidence", what: "number 0–1", nullable: false },
      ]);
      expect(fields.length).toBeGreaterThan(5);
      for (const { what } of fields) expect(what).not.toMatch(/anything|object|anyOf|null/);
    }
  });

  it("say what may be unknown", () => {
    const fields = new Map(schemaFields(AGENTS.trend).map((field) => [field.name, field]));
    expect(fields.get("direction")).toMatchObject({
      what: "one of rising, stable, declining",
      nullable: false,
    });
    expect(fields.get("seasonal")).toMatchObject({ what: "yes or no", nullable: true });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyParts, visible } from "./body-parts";

describe("a stored body as text", () => {
  it("is shown message by message where it is a conversation, with the rest beside it", () => {
    const messages = [
      { role: "system", content: "Judge.\nBriefly." },
      { role: "user", content: "<script>alert(1)</script>" },
    ];
    expect(bodyParts(JSON.stringify({ model: "m", messages }))).toEqual([
      { name: "Message: system", text: "Judge.\nBriefly." },
      { name: "Message: user", text: "<script>alert(1)</script>" },
      { name: "The rest", text: '{\n  "model": "m"\n}' },
    ]);
    expect(bodyParts(JSON.stringify(messages)).map((part) => part.name)).toEqual([
      "Message: system",
      "Message: user",
    ]);
  });

  it("is shown text by text where it is several, and its beginning where only that was kept", () => {
    expect(bodyParts(JSON.stringify(["Judge.", '{"a":1}']))).toEqual([
      { name: "Text 1", text: "Judge." },
      { name: "Text 2", text: '{\n  "a": 1\n}' },
    ]);
    expect(bodyParts(JSON.stringify({ cutAfter: 9, begins: '["Judge.\u202E' }))).toEqual([
      { name: "The first 9 characters", text: '["Judge.⟨U+202E⟩' },
    ]);
  });

  it("is a text as it is, JSON in a text indented, and what was cut as it stands", () => {
    expect(bodyParts('"plain"')).toEqual([{ name: "Text", text: "plain" }]);
    expect(bodyParts(JSON.stringify('{"score":1}'))).toEqual([{ name: "Text", text: '{\n  "score": 1\n}' }]);
    expect(bodyParts('{"messages": [{"role": "us')).toEqual([
      { name: "Text", text: '{"messages": [{"role": "us' },
    ]);
    expect(bodyParts("[1]")).toEqual([{ name: "JSON", text: "[\n  1\n]" }]);
  });

  it("writes out what turns the writing round or cannot be seen", () => {
    expect(visible("a\u202Eb\u200Bc\u0007\tcaf\u00E9\n\u{E0041}\uD800")).toBe(
      "a⟨U+202E⟩b⟨U+200B⟩c⟨U+0007⟩\tcafé\n⟨U+E0041⟩⟨U+D800⟩",
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F]/);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formToObject } from "./form-data";
import { localPath } from "./local-path";

describe("a path to go back to", () => {
  it.each([
    ["/products?q=mug#top", "/products?q=mug#top"],
    ["/review", "/review"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/.//evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["evil.example", "/"],
    ["", "/"],
    [undefined, "/"],
    [["/a", "/b"], "/"],
    [`/${"x".repeat(3_000)}`, "/"],
  ])("%j leads to %s", (given, path) => {
    expect(localPath(given)).toBe(path);
  });

  it("never leads to another host, whatever it is made of", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      ":",
      "@",
      "\t",
      "\n",
      " ",
      "%2f",
      "evil.example",
      "https:",
      "?",
      "#",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = localPath(pieces.join(""));
        expect(new URL(path, "https://ours.example/sign-in").origin).toBe("https://ours.example");
      }),
      { numRuns: 2_000 },
    );
  });
});

it("a form becomes an object without React's own fields, repeated names as a list", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["$ACTION_ID_abc", ""],
    ["reason", "price"],
    ["reason", "quality"],
    ["id", "7"],
    ["__proto__", "x"],
  ] as const) {
    form.append(name, value);
  }
  const read = formToObject(form);
  expect(Object.entries(read)).toEqual([
    ["reason", ["price", "quality"]],
    ["id", "7"],
    ["__proto__", "x"],
  ]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

/**
 * An unexpected console.error fails the test it happened in. A test that expects one says so:
 * `vi.spyOn(console, "error").mockImplementation(() => {})`, and then checks what was said.
 */
import { inspect } from "node:util";
import { afterEach, beforeEach, vi } from "vitest";

let said: string[] = [];

beforeEach(() => {
  said = [];
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    said.push(words.map((word) => (typeof word === "string" ? word : inspect(word))).join(" "));
  });
});

afterEach(() => {
  vi.mocked(console.error).mockRestore?.();
  if (said.length > 0) throw new Error(`Unexpected console.error:\n${said.join("\n")}`);
});

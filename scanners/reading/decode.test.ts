import { describe, expect, test } from "vitest";
import { decodedText } from "./decode";

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("how a page is written", () => {
  test.each([
    ["UTF-8 that says nothing", utf8("café"), undefined],
    ["a header", latin("caf\u00E9"), "text/html; charset=ISO-8859-1"],
    ["a header in quotes", latin("caf\u00E9"), 'text/html; charset = "windows-1252"'],
    ["a header that nobody knows", utf8("café"), "text/html; charset=utf8mb4"],
    ["nothing, and no UTF-8", latin("caf\u00E9"), "text/html"],
    ["a mark of UTF-16", Uint8Array.of(0xff, 0xfe, ...Buffer.from("café", "utf16le")), undefined],
    ["a mark of UTF-8 against its header", utf8("\uFEFFcafé"), "text/html; charset=iso-8859-1"],
  ])("%s", (_, bytes, contentType) => {
    expect(decodedText(bytes, contentType)).toBe("café");
  });

  test.each([
    ['<?xml version="1.0" encoding="ISO-8859-2"?><a>', "ł", 0xb3],
    ["<html><meta charset=koi8-r>", "ф", 0xc6],
    ['<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1254">', "ş", 0xfe],
  ])("what %s declares", (head, letter, byte) => {
    expect(decodedText(Uint8Array.of(...latin(head), byte), "text/html")).toBe(head + letter);
  });

  test("Japanese of an older shop", () => {
    const bytes = Uint8Array.of(...latin('<meta charset="Shift_JIS">'), 0x93, 0xfa, 0x96, 0x7b);
    expect(decodedText(bytes)).toContain("日本");
  });
});

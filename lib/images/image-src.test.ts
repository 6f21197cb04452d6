import { describe, expect, it } from "vitest";
import { imageSrc } from "./image-src";
import { sniffImage } from "./sniff-image";

describe("the source of a picture", () => {
  it.each([
    ["/samples/mug.svg", "/samples/mug.svg"],
    ["https://samples.invalid/mug.svg", "/samples/mug.svg"],
    ["https://samples.invalid/samples/mug.svg", "/samples/mug.svg"],
    [
      "https://i.example/a b.jpg?x=1&y=2",
      "/api/image?u=https%3A%2F%2Fi.example%2Fa%2520b.jpg%3Fx%3D1%26y%3D2",
    ],
    ["http://i.example/a.jpg", "/api/image?u=http%3A%2F%2Fi.example%2Fa.jpg"],
    [null, null],
    ["", null],
    ["/etc/passwd", null],
    ["/samples/../api/auth/sign-out", null],
    ["//evil.example/samples/x.svg", null],
    ["/samples//evil", null],
    ["javascript:alert(1)", null],
    ["data:image/svg+xml,<svg/>", null],
    ["samples/mug.svg", null],
    ["blob:https://x.example/1", null],
  ])("%s is shown from %s", (url, src) => {
    expect(imageSrc(url)).toBe(src);
  });
});

describe("a file is", () => {
  it.each([
    ["image/png", "\x89PNG\r\n\x1a\nrest of it here"],
    ["image/jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
    ["image/gif", "GIF89a..........."],
    ["image/webp", "RIFF\0\0\0\0WEBPVP8 "],
    ["image/avif", "\0\0\0\x20ftypavif\0\0\0\0"],
    [null, "RIFF\0\0\0\0WAVEfmt "],
    [null, "xxxx\0\0\0\0WEBPVP8 "],
    [null, "<svg xmlns='http://www.w3.org/2000/svg'>"],
    [null, "<!doctype html><html>"],
    [null, "%PDF-1.7"],
    [null, " GIF89a"],
    [null, ""],
  ])("%s by its first bytes", (type, text) => {
    expect(sniffImage(Buffer.from(text, "latin1"))?.type ?? null).toBe(type);
  });
});

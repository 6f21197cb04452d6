import { expect, it } from "vitest";
import { addressWords, deviceWords } from "./device-words";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  ["Chrome on Windows", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  ["Edge on Windows", `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
  [
    "Chrome on Android",
    `Mozilla/5.0 (Linux; Android 16; Pixel 7) ${WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36`,
  ],
  [
    "Samsung Internet on Android",
    `Mozilla/5.0 (Linux; Android 16) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36`,
  ],
  [
    "Safari on iPhone",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${WEBKIT} Version/18.6 Mobile/15E148 Safari/604.1`,
  ],
  [
    "Chrome on iPhone",
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${WEBKIT} CriOS/140.0 Mobile/15E148 Safari/604.1`,
  ],
  [
    "Safari on macOS",
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.6 Safari/605.1.15`,
  ],
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"],
  ["An unknown browser", "<script>alert(1)</script>"],
  ["An unknown browser", ""],
  ["An unknown browser", null],
])("says %s", (words, userAgent) => {
  expect(deviceWords(userAgent)).toBe(words);
});

it("writes an address as short as it can be, and says so where none is known", () => {
  expect(addressWords("2001:0db8:0000:0001:0000:0000:0000:0000")).toBe("2001:db8:0:1::");
  expect(addressWords("0000:0000:0000:0000:0000:0000:0000:0000")).toBe("this machine");
  expect(addressWords("192.0.2.7")).toBe("192.0.2.7");
  expect(addressWords("no:address")).toBe("no:address");
  expect(addressWords("")).toBe("address unknown");
});

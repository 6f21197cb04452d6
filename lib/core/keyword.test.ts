import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_KEYWORD_CHARS, normaliseKeyword } from "./keyword";

test.each([
  ["TikTok perfume", "tiktok perfume"],
  ["  tiktok\u00A0\tPERFUME \n", "tiktok perfume"],
  ["ＴｉｋＴｏｋ　ｐｅｒｆｕｍｅ", "tiktok perfume"],
  ["“tiktok perfume”", "tiktok perfume"],
  ["#tiktokperfume", "tiktokperfume"],
  ["tik\u200Btok per\u202Efume", "tiktok perfume"],
  ["Cafe\u0301 cup", "café cup"],
  ["under–desk\u2014bike", "under-desk-bike"],
  ["men’s wallet", "men's wallet"],
  ["kojic acid serum.", "kojic acid serum"],
  ["C++ book (2nd ed)", "c++ book (2nd ed"],
  ["-50% off", "50% off"],
  ["韓国コスメ", "韓国コスメ"],
  ["", null],
  ["🔥🔥", null],
  ["\0 …", null],
])("%j is written %j", (text, keyword) => {
  expect(normaliseKeyword(text)).toBe(keyword);
});

test("any text becomes one well-formed line of the column's length, and stays as it is when written again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
      const keyword = normaliseKeyword(text);
      if (keyword === null) return;
      expect(keyword.length).toBeLessThanOrEqual(MAX_KEYWORD_CHARS);
      expect(keyword.isWellFormed()).toBe(true);
      expect(keyword).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
      expect(normaliseKeyword(keyword)).toBe(keyword);
    }),
    { numRuns: 500 },
  );
});

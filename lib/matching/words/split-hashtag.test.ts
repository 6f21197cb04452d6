import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityKeys } from "../identity";
import { matchKeywords } from "../match-keywords";
import { oneSpelling } from "./one-spelling";
import { readableTitle } from "../readable-title";
import { splitHashtag } from "./split-hashtag";

describe("splitHashtag", () => {
  it.each([
    ["#cloudslippers", "cloud slippers"],
    ["#skinrepairpatches", "skin repair patches"],
    ["#heatlesscurls", "heatless curls"],
    ["#growagarden", "grow a garden"],
    ["#tiktokmademebuyit", "tiktok made me buy it"],
    ["#waterbottleswithstraw", "water bottles with straw"],
    ["#CloudSlippers", "cloud slippers"],
    ["#hello_kitty", "hello kitty"],
    ["#worldcup2026", "world cup 2026"],
    ["＃sunsetlamp", "sunset lamp"],
  ])("%s is “%s”, every part a word of ours", (tag, words) => {
    expect(splitHashtag(tag)).toEqual({ words: words.split(" "), isKnown: true });
  });

  it.each([
    // A name stands whole, beside words of ours or alone: no letters are cut off it to make a word.
    ["#owalabottle", "owala bottle"],
    ["#pandora", "pandora"],
    ["#haydenpanettiere", "haydenpanettiere"],
    ["#ejenalithemovie", "ejenali the movie"],
    ["#gta6", "gta6"],
    ["#pestañaspostizas", "pestañaspostizas"],
    ["#スキンケア", "スキンケア"],
    ["#дом", "дом"],
  ])("%s is “%s”, with a part that is none", (tag, words) => {
    expect(splitHashtag(tag)).toEqual({ words: words.split(" "), isKnown: false });
  });

  it("loses no letter and invents none, whatever it is given, and answers in time", () => {
    const letters = (text: string) =>
      text
        .normalize("NFC")
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]/gu)
        ?.join("") ?? "";
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.stringMatching(/^#[a-z]{1,59}$/)), (tag) => {
        expect(letters(splitHashtag(tag).words.join(""))).toBe(
          letters(tag.replace(/^[#＃]+/, "").slice(0, 60)),
        );
      }),
    );
    expect(splitHashtag(`#${"a".repeat(100_000)}`).words.join("").length).toBeLessThanOrEqual(60);
  });
});

describe("one thing under several spellings", () => {
  const key = (title: string) => identityKeys({ origin: "tiktok", externalId: title, title });
  it.each([
    ["#skinrepairpatch", "#skinrepairpatches"],
    ["#skinrepairpatch", "Skin repair patches"],
    ["#cloudslippers", "cloud slipper"],
    ["#colourchangingmug", "color changing mugs"],
    ["#drawerorganiser", "#drawerorganizer"],
    ["#crèmebrûléetorch", "creme brulee torch"],
    ["#CloudSlippers", "#cloudslippers"],
    ["gta6", "gta 6"],
  ])("%s is %s", (one, other) => {
    expect(key(one)).toEqual(key(other));
    expect(key(one)).toHaveLength(1);
  });

  it.each([
    ["#sunsetlamp", "#sunriselamp"],
    ["iphone 17", "iphone 18"],
    ["candle 3 pack", "candle 6 pack"],
  ])("%s is not %s", (one, other) => {
    expect(key(one)).not.toEqual(key(other));
  });

  it("keywords match a hashtag's words and either country's spelling", () => {
    const keywords = [
      { id: 1, keyword: "drawer organizer" },
      { id: 2, keyword: "#cloudslippers" },
    ];
    expect(matchKeywords("Bamboo drawer organisers", keywords).map(({ id }) => id)).toEqual([1]);
    expect(matchKeywords("Cloud Slippers for women", keywords).map(({ id }) => id)).toEqual([2]);
    expect(matchKeywords("#cloudslippers", [{ id: 3, keyword: "cloud slippers" }])).toMatchObject([
      { how: "exact" },
    ]);
  });

  it("a spelling is brought to one once and for all", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (word) => {
        expect(oneSpelling(oneSpelling(word))).toBe(oneSpelling(word));
      }),
    );
    expect(["riser", "colour", "organiser"].map(oneSpelling)).toEqual(["riser", "color", "organizer"]);
  });
});

describe("readableTitle", () => {
  it.each([
    ["#cloudslippers", "Cloud slippers"],
    ["#labubukeychain", "Labubu keychain"],
    ["Cloud slippers", "Cloud slippers"],
    ["#1 rated pan", "#1 rated pan"],
    ["#cloudslippers #fyp", "#cloudslippers #fyp"],
    ["#", "#"],
    ["#🔥", "#🔥"],
  ])("%s is shown as %s", (title, shown) => {
    expect(readableTitle(title)).toBe(shown);
  });
});

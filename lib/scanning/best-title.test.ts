import { expect, test } from "vitest";
import type { Sighting } from "@/lib/core/sighting";
import { bestTitle } from "./best-title";

const seen = (
  origin: "tiktok" | "reddit" | "amazon-best-sellers",
  title: string,
  more: Partial<Sighting> = {},
) => ({
  origin,
  detail: { kind: "product" as const, externalId: "1", title, seenAt: "2026-03-02T10:00:00Z", ...more },
});
const shop = seen("amazon-best-sellers", "Kestrune split keyboard", {
  price: { amount: "89.00", currency: "USD" },
});
const post = seen("reddit", "This keyboard saved my wrists");
const tag = seen("tiktok", "#splitkeyboard", { kind: "term" });

test("a shop's title before a post's, a post's before a hashtag, whatever came first", () => {
  expect(bestTitle([tag, post, shop])).toBe("Kestrune split keyboard");
  expect(bestTitle([shop, tag, post])).toBe("Kestrune split keyboard");
  expect(bestTitle([tag, post])).toBe("This keyboard saved my wrists");
  expect(bestTitle([])).toBeNull();
});

test("a price in brackets is not part of the name, and a title of nothing else stays", () => {
  expect(bestTitle([seen("reddit", "Ceramic matcha set [$46.00]")])).toBe("Ceramic matcha set");
  expect(bestTitle([seen("reddit", "($19) Desk lamp (two pack)")])).toBe("Desk lamp");
  expect(bestTitle([seen("amazon-best-sellers", "($19) Desk lamp (two pack)")])).toBe("Desk lamp (two pack)");
  expect(bestTitle([seen("reddit", "[$5]")])).toBe("[$5]");
});

test("of a post's title the name alone, where one is sure enough; a shop's title stays whole", () => {
  const title = "Found this amazing Bamboo Desk Organizer on Amazon [$24.99]";
  expect(bestTitle([seen("reddit", title)])).toBe("Bamboo Desk Organizer");
  expect(bestTitle([seen("amazon-best-sellers", title)])).toBe(
    "Found this amazing Bamboo Desk Organizer on Amazon",
  );
  expect(bestTitle([seen("reddit", "I want this so badly")])).toBe("I want this so badly");
});

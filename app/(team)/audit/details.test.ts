import { expect, test } from "vitest";
import { actionWords, actorWords, entityHref } from "./action-words";
import { pairsOf } from "./details";

test("a change reads from → to, and nothing is called nothing", () => {
  expect(pairsOf({ from: "live", to: "sample" })).toEqual([["Changed", "live → sample"]]);
  expect(pairsOf({ from: null, to: 60 })).toEqual([["Changed", "nothing → 60"]]);
  expect(pairsOf({ to: "REJECTED" })).toEqual([["To", "REJECTED"]]);
});

test("of two sets of figures only what differs is said", () => {
  const before = { views: 10, sales: null, revenueCurrency: "USD" };
  const after = { views: 12, sales: 0, revenueCurrency: "USD" };
  expect(pairsOf({ before, after })).toEqual([
    ["Views", "10 → 12"],
    ["Sales", "nothing → 0"],
  ]);
});

test("whatever else stands there is said in words, whatever its shape", () => {
  const details = { byHand: true, runIds: [1, 2], inner: { maxDays: 3 }, gone: null, list: [] };
  expect(pairsOf(details)).toEqual([
    ["By hand", "yes"],
    ["Run ids", "1, 2"],
    ["Inner", "max days 3"],
    ["List", "nothing"],
  ]);
});

test("the rule of a verdict, its run and an e-mail address read as elsewhere in the application", () => {
  expect(
    pairsOf({ verdict: "REJECT", rule: "reject-thin-margin", runId: 6, email: "ada@example.com" }),
  ).toEqual([
    ["Verdict", "Reject"],
    ["Rule", "the margin is too thin"],
    ["Run", "6"],
    ["E-mail", "ada@example.com"],
  ]);
});

test("a stated figure reads as the product’s page says it, and a change within a row from → to", () => {
  const figure = { low: 7.1, likely: 7.1, high: 7.1, unit: "USD", note: "" };
  expect(
    pairsOf({
      input: "unit-cost",
      place: "all",
      from: { ...figure, low: 5, high: 9, note: "a mail" },
      to: figure,
      margin: { from: 45.05, to: 47.36 },
      verdict: { from: "APPROVE", to: "APPROVE" },
    }),
  ).toEqual([
    ["Changed", "7.1 USD, from 5 to 9 (a mail) → 7.1 USD"],
    ["Figure", "Unit cost"],
    ["Where", "all marketplaces"],
    ["Margin", "45.05 → 47.36"],
    ["Verdict", "Approve as before"],
  ]);
  expect(pairsOf({ margin: { from: null, to: null }, platform: "tiktok-shop" })).toEqual([
    ["Margin", "nothing as before"],
    ["Marketplace", "TikTok Shop"],
  ]);
});

test("an action or an actor nobody has words for is still readable", () => {
  expect(actionWords("product.approved")).toBe("Approved");
  expect(actionWords("robot.warm-up")).toBe("Robot: warm up");
  expect(actorWords("schedule", null)).toBe("The schedule");
  expect(actorWords("gone-person", null)).toBe("gone-person");
  expect(actorWords(null, null)).toBe("Nobody signed in");
});

test("an entity links to its page; an id that is no number of a product links nowhere", () => {
  expect(entityHref("product", "12")).toBe("/products/12");
  expect(entityHref("product", "../settings")).toBeNull();
  expect(entityHref("source", "a/b")).toBe("/sources/a%2Fb");
  expect(entityHref("spaceship", "1")).toBeNull();
});

test("a time, a role and a person's id read as people say them", () => {
  const details = { role: "admin", expiresAt: "2026-11-29T21:22:29.719Z", invitedBy: "person_1" };
  expect(pairsOf(details, new Map([["person_1", "Ada"]]))).toEqual([
    ["Role", "Admin"],
    ["Expires at", "Nov 29, 2026, 21:22 UTC"],
    ["Invited by", "Ada"],
  ]);
});

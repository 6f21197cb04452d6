import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { readPair } from "./read-pair";

const priceOf = (price: unknown) =>
  readPair({ left: { title: "lamp", price }, right: { title: "lamp" } }).left.price;

describe("a pair of offers", () => {
  it.each([
    [5099, 5099, null],
    ["5099.0", 5099, null],
    ["$1,299.00", 1299, null],
    ["$1,299", 1299, null],
    ["29,99 €", 29.99, "EUR"],
    ["1.299,00 €", 1299, "EUR"],
    ["1 299,50 EUR", 1299.5, "EUR"],
    ["£ 20", 20, "GBP"],
    ["USD 1299", 1299, "USD"],
    ["0.125", 0.125, null],
  ])("reads the price %j as %d", (price, amount, currency) => {
    expect(priceOf(price)).toEqual({ amount, currency });
  });

  it.each([[""], ["call us"], [null], [undefined], [0], ["0.00"], [-3]])(
    "takes the price %j as unknown, never as zero",
    (price) => expect(priceOf(price)).toBeNull(),
  );

  it("takes empty text as unknown, a number as text, and leaves other keys out", () => {
    const { left } = readPair({
      left: { title: "lamp", brand: "", model: 4711, label: 1, price: "" },
      right: { title: "" },
      label: 1,
    });
    expect(left).toMatchObject({ title: "lamp", brand: null, model: "4711", price: null });
    expect(left).not.toHaveProperty("label");
  });

  it.each([
    [{ left: { title: "lamp" } }, "right"],
    [{ left: { title: 7 }, right: { title: "lamp" } }, "left.title"],
    [{ left: { title: "lamp", price: {} }, right: { title: "lamp" } }, "left.price"],
    [["lamp"], "left"],
  ])("refuses %j and names the place", (line, place) => {
    const refused = () => readPair(line);
    expect(refused).toThrow(ZodError);
    try {
      refused();
    } catch (thrown) {
      const places = thrown instanceof ZodError ? thrown.issues.map(({ path }) => path.join(".")) : [];
      expect(places.join(" ") || "left").toContain(place);
    }
  });
});

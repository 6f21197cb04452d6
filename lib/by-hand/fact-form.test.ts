import { describe, expect, test } from "vitest";
import { addForm, factForm } from "./fact-form";

const empty = {
  price: "",
  cost: "",
  currency: "usd",
  costBy: "person",
  source: "",
  weight: "",
  weightUnit: "g",
  category: "",
  note: "",
};
const nothing = {
  price: null,
  cost: null,
  costBy: "person",
  source: "",
  weight: null,
  category: null,
  note: null,
};
const add = (given: Record<string, string>) =>
  addForm.safeParse({ what: "Lamp", name: "", ...empty, ...given });
/** The fields that are wrong. */
const wrong = (given: Record<string, string>) =>
  add(given).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("the form that adds a product", () => {
  test("empty fields say nothing, which is not zero", () => {
    expect(add({}).data).toEqual({
      what: "Lamp",
      name: null,
      imageUrl: null,
      same: null,
      another: false,
      facts: nothing,
    });
  });

  test("reads amounts and weights with a comma or a point", () => {
    const { facts } = add({ price: "19,9", cost: "4.25", weight: "0,4", weightUnit: "kg" }).data ?? {};
    expect(facts).toMatchObject({
      price: { amount: "19.9", currency: "USD" },
      cost: { amount: "4.25", currency: "USD" },
      weight: { value: 0.4, unit: "kg" },
    });
  });

  test.each([
    [{ price: "0" }, "price"],
    [{ price: "1,234.50" }, "price"],
    [{ cost: "-3" }, "cost"],
    [{ cost: "1e3" }, "cost"],
    [{ currency: "dollars" }, "currency"],
    [{ weight: "0" }, "weight"],
    [{ weight: "Infinity" }, "weight"],
    [{ weightUnit: "stone" }, "weightUnit"],
    [{ category: "Nowhere > Nothing" }, "category"],
    [{ note: "x".repeat(501) }, "note"],
    [{ what: " " }, "what"],
    [{ what: "http://192.168.1.1/x" }, "what"],
    [{ imageUrl: "data:image/png;base64,AA" }, "imageUrl"],
    [{ same: "0" }, "same"],
  ])("%o is refused beside its field", (given, field) => {
    expect(wrong(given)).toEqual([field]);
  });

  test("leaves out what no database takes", () => {
    expect(add({ note: "a\0b\uD800" }).data?.facts.note).toBe("ab\uFFFD");
  });
});

test("the form that states facts says of which product, and what comes next", () => {
  expect(factForm.parse({ productId: "7", ...empty })).toEqual({
    productId: 7,
    next: "wait",
    facts: nothing,
  });
  const again = factForm.parse({ productId: "7", next: "analyse", ...empty, weight: "2" });
  expect(again).toMatchObject({ next: "analyse", facts: { weight: { value: 2, unit: "g" } } });
});

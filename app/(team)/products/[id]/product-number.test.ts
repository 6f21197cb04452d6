import { expect, test } from "vitest";
import { productNumber } from "./product-number";

test.each([
  ["12", 12],
  [" #12 ", 12],
  ["/products/12", 12],
  ["https://trends.example/products/12?from=review#same", 12],
  ["http://localhost:3000/products/2147483647/", 2_147_483_647],
])("%j is product %i", (typed, number) => {
  expect(productNumber.parse(typed)).toBe(number);
});

test.each(["", "lamp", "0", "-3", "1.5", "12 13", "2147483648", "https://trends.example/runs/12x"])(
  "%j is none",
  (typed) => {
    expect(productNumber.safeParse(typed).success).toBe(false);
  },
);

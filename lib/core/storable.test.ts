import { expect, test } from "vitest";
import { storableJson } from "./storable";

test("what Postgres refuses is left out, what only looks like it stays", () => {
  expect(JSON.parse(storableJson({ a: "x\0y", b: ["\ud83d"], c: String.raw`\u0000` }))).toEqual({
    a: "xy",
    b: ["\ufffd"],
    c: String.raw`\u0000`,
  });
});

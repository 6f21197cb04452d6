import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readThing } from "./read-thing";

describe("what a person names a product by", () => {
  test.each([
    ["B0CRMZHDG8", { asin: "B0CRMZHDG8", url: null, name: null }],
    [" b0crmzhdg8 ", { asin: "B0CRMZHDG8", url: null, name: null }],
    [
      "https://www.amazon.com/Steel-Water-Bottle-32oz/dp/B0CRMZHDG8/ref=sr_1_1?tag=x-20",
      {
        asin: "B0CRMZHDG8",
        url: "https://www.amazon.com/dp/B0CRMZHDG8",
        name: "Steel Water Bottle 32oz",
      },
    ],
    [
      "amazon.de/dp/B0CRMZHDG8",
      { asin: "B0CRMZHDG8", url: "https://www.amazon.de/dp/B0CRMZHDG8", name: null },
    ],
    [
      "http://shop.example/products/portable-blender?utm_source=mail&size=2#top",
      { asin: null, url: "https://shop.example/products/portable-blender?size=2", name: "Portable blender" },
    ],
    [
      "www.shop.example/p/%C3%BCber-lampe.html",
      { asin: null, url: "https://www.shop.example/p/%C3%BCber-lampe.html", name: "Über lampe" },
    ],
    ["https://shop.example/item/8842", { asin: null, url: "https://shop.example/item/8842", name: null }],
    ["Anker: charger 65W", { asin: null, url: null, name: "Anker: charger 65W" }],
    ["Node.js mug", { asin: null, url: null, name: "Node.js mug" }],
    ["Dr.Martens", { asin: null, url: null, name: "Dr.Martens" }],
  ])("%s", (typed, thing) => {
    expect(readThing(typed)).toEqual(thing);
  });

  test.each([
    "http://127.0.0.1/admin",
    "http://localhost:3000/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/x",
    "http://0x7f000001/",
    "http://2130706433/",
    "https://printer.local/x",
    "https://router.lan/x",
    "https://intranet/x",
    "https://user:secret@shop.example/x",
    "https://api.internal./x",
  ])("%s is no address of the public web", (typed) => {
    expect(() => readThing(typed)).toThrow("public web");
  });

  test.each(["javascript:alert(1)", "file:///etc/passwd", "ftp://shop.example/x", "data:text/html,x"])(
    "%s is no address of a page",
    (typed) => {
      expect(() => readThing(typed)).toThrow("https://");
    },
  );

  test("a list of Amazon's is no product", () => {
    expect(() => readThing("https://www.amazon.com/s?k=lamp")).toThrow("names no product");
  });

  test("an address is read the same however often it is read", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, words, fc.webQueryParameters(), (path, name, query) => {
        const once = readThing(`https://shop.example/${path.join("/")}/${name.join("-")}?${query}`);
        const twice = readThing(once.url ?? "");
        expect(twice.url).toBe(once.url);
        expect(twice.name).toBe(once.name);
      }),
      { numRuns: 30 },
    );
  });
});

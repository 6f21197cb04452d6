import path from "node:path";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { drawPicture } from "./draw";
import { THINGS } from "./things";

const FOLDER = path.resolve(import.meta.dirname, "../../public/samples");

describe("the pictures of the sample world", () => {
  // `vitest -u` draws them anew.
  test.each(THINGS.map((thing) => [thing.slug, thing] as const))(
    "%s stands in public/samples as drawn",
    async (slug, thing) => {
      const svg = drawPicture(...thing.picture);
      expect(Buffer.byteLength(svg)).toBeLessThan(3_000);
      expect(svg).not.toMatch(/<script|<style|href|url\(/i);
      await expect(svg).toMatchFileSnapshot(path.join(FOLDER, `${slug}.svg`));
    },
  );

  test("no picture is left over from a thing that is gone", () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(THINGS.map(({ slug }) => `${slug}.svg`).toSorted());
  });
});

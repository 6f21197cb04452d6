import fc from "fast-check";
import { expect, test } from "vitest";
import { indexWords, searches } from "./searches";

test("the rarest words are asked for one by one, the others together", () => {
  const titles: Record<string, number> = {
    kx300: 3,
    orvel: 25,
    walnut: 700,
    floor: 9_000,
    lamp: 40_000,
    unheard: 0,
  };
  const asked = searches(indexWords("Orvel KX300 walnut floor lamp unheard"), (word) => titles[word] ?? 0);
  expect(asked).toEqual([["kx300"], ["orvel"], ["walnut", "floor", "lamp"]]);
});

test("a title of nothing but common words is not looked for", () => {
  expect(searches(["floor", "lamp"], () => 50_000)).toEqual([]);
  expect(searches(["floor", "lamp"], () => 0)).toEqual([]);
});

test("whatever the title and the corpus, a search is bounded and asks only for words that stand in it", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 800 }),
      fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1 }),
      (title, counts) => {
        const words = indexWords(title);
        const count = (word: string) => counts[words.indexOf(word) % counts.length] ?? 0;
        const asked = searches(words, count);
        expect(words.length).toBeLessThanOrEqual(40);
        expect(new Set(words).size).toBe(words.length);
        expect(asked.length).toBeLessThanOrEqual(4);
        for (const question of asked) {
          expect(question.every((word) => count(word) > 0)).toBe(true);
          // The shortest list that the index reads bounds what a question can find.
          expect(Math.min(...question.map(count))).toBeLessThanOrEqual(question.length === 1 ? 40 : 2_000);
        }
      },
    ),
  );
});

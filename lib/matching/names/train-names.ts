import { fitWeights } from "./fit-weights";
import { measuredWords, type TitleAndName } from "./measure-names";
import { likeliestName, namelessFeatures, type NameModel } from "../name-from-title";
import { nameTokens } from "./name-tokens";
import { stem } from "../title-words";

const WORDS = { ridge: 10, rarest: 8 };
const TITLES = { ridge: 3, rarest: 4 };
const FOLDS = 5;

/**
 * Learns from titles and the shops' own names for what they link to. Two steps: which words of a title belong to a name (those
 * that the shop's name has too), and then, from what the first step finds in titles that it has not seen, which titles name
 * nothing (those that share no word with the shop's name). The same rows always give the same model.
 */
export function trainNames(rows: readonly TitleAndName[]): NameModel {
  const titles = heldOut(rows, trainWords).map(({ row: { title, shopName }, model: words }) => {
    const shop = new Set(measuredWords(shopName));
    const tokens = nameTokens(title);
    return {
      features: namelessFeatures(title, tokens, likeliestName(title, tokens, words)),
      truth: !measuredWords(title).some((word) => shop.has(word)),
    };
  });
  return { words: trainWords(rows), nameless: fitWeights(titles, TITLES) };
}

/** Every row beside a model that was trained without it: five folds, by place in the list. */
export function heldOut<Model>(
  rows: readonly TitleAndName[],
  train: (rows: readonly TitleAndName[]) => Model,
): { row: TitleAndName; model: Model }[] {
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    train(rows.filter((_row, index) => index % FOLDS !== fold)),
  );
  return rows.flatMap((row, index) => {
    const model = models[index % FOLDS];
    return model === undefined ? [] : [{ row, model }];
  });
}

function trainWords(rows: readonly TitleAndName[]): Map<string, number> {
  return fitWeights(rows.flatMap(examplesOf), WORDS);
}

/** Every word of a title with whether the shop's name has it: a compound counts when half of its parts do. */
function examplesOf({ title, shopName }: TitleAndName): { features: string[]; truth: boolean }[] {
  const shop = partsOf(shopName);
  const joined = shop.join("");
  return nameTokens(title).map((token) => {
    const parts = partsOf(title.slice(token.start, token.end));
    const hits = parts.filter(
      (part) => shop.includes(part) && (parts.length === 1 || part.length > 1),
    ).length;
    const isModel = token.word.length >= 4 && /\d/.test(token.word) && /[a-z]/.test(token.word);
    return {
      features: token.features,
      truth: (hits > 0 && hits * 2 >= parts.length) || (isModel && joined.includes(token.word)),
    };
  });
}

function partsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem);
}

import type { FeatureName } from "./features";
import { type Judgement, weightOf } from "./judge";
import type { Prepared, Quantity, Word } from "./prepare";

const MOST_REASONS = 3;
/** Below so much in log-odds a difference is no reason. */
const LEAST_EFFECT = 0.15;

const rarest = (words: Word[]): string => words.toSorted((a, b) => b.rarity - a.rarity)[0]?.text ?? "";
const quoted = (words: Word[]): string =>
  words
    .toSorted((a, b) => b.rarity - a.rarity)
    .slice(0, 3)
    .map(({ text }) => text)
    .join(", ");
const written = ({ value, unit }: Quantity): string => (unit ? `${value} ${unit}` : String(value));

/** The strongest reasons of a judgement in words, those for its answer first; none where nothing is shared and nothing differs. */
export function reasonsOf(left: Prepared, right: Prepared, judgement: Judgement): string[] {
  const { features, odds } = judgement;
  const agrees = (by: number) => (by > 0 === odds >= 0 ? 1 : 0);
  const effect = (...names: FeatureName[]) =>
    names.reduce((sum, name) => sum + features[name] * weightOf(name), 0);
  return sentences(left, right, judgement, effect)
    .filter(({ say, by }) => say !== "" && Math.abs(by) >= LEAST_EFFECT)
    .toSorted((a, b) => agrees(b.by) - agrees(a.by) || Math.abs(b.by) - Math.abs(a.by))
    .slice(0, MOST_REASONS)
    .map(({ say }) => say);
}

function sentences(
  left: Prepared,
  right: Prepared,
  { features, alignment }: Judgement,
  effect: (...names: FeatureName[]) => number,
): { say: string; by: number }[] {
  const { shared, leftOnly, rightOnly } = alignment;
  const common = shared.map((pair) => pair.left);
  const isModel = (word: Word) => word.kind === "model";
  const both = (what: string, words: Word[]) => (words.length > 0 ? `${what} ${quoted(words)} on both` : "");
  const differ = (what: string, ours: string, theirs: string) =>
    ours && theirs ? `${what} differ: ${ours} / ${theirs}` : "";
  const sizes = features.sizesDiffer > 0;
  const [ourNumbers, theirNumbers] = unmatched(left.quantities, right.quantities, sizes);
  const ourModels = leftOnly.filter(isModel);
  const theirModels = rightOnly.filter(isModel);
  return [
    { say: both("model number", common.filter(isModel)), by: effect("modelShared") },
    {
      say: differ("model numbers", rarest(ourModels), rarest(theirModels)),
      by: effect("modelConflict"),
    },
    {
      say: differ(sizes ? "sizes" : "numbers", ourNumbers, theirNumbers),
      by: effect("sizesDiffer", "numbersDiffer"),
    },
    {
      say: both(
        "words",
        common.filter((word) => !isModel(word)),
      ),
      by: effect("wordCosine", "rarestShared", "containment", "sharedMass", "pieceCosine") / 2,
    },
    {
      say:
        leftOnly.length > 0 && rightOnly.length > 0 && rarest(leftOnly) !== rarest(ourModels)
          ? `only one side says ${rarest(leftOnly)}, only the other ${rarest(rightOnly)}`
          : "",
      by: effect("rarestOnlyNarrow"),
    },
    { say: features.coloursDiffer > 0 ? "colours differ" : "", by: effect("coloursDiffer") },
    { say: features.audienceDiffers > 0 ? "made for different people" : "", by: effect("audienceDiffers") },
    { say: features.brandShared > 0 ? "same brand" : "", by: effect("brandShared") },
    { say: features.brandDiffers > 0 ? "brands differ" : "", by: effect("brandDiffers") },
    { say: features.editionOneSided > 0 ? "edition differs" : "", by: effect("editionOneSided") },
    { say: features.priceEqual > 0 ? "same price" : "", by: effect("priceEqual") },
    { say: priceGap(left, right), by: effect("priceGap") },
  ];
}

/** The quantities that the other side does not have, as a person writes them; of sizes those with a unit that both name. */
function unmatched(ours: Quantity[], theirs: Quantity[], sizes: boolean): [string, string] {
  const without = (list: Quantity[], other: Quantity[]) =>
    list
      .filter(({ value }) => !other.some((quantity) => quantity.value === value))
      .filter(({ unit }) =>
        sizes ? unit !== null && other.some((quantity) => quantity.unit === unit) : !unit,
      )
      .slice(0, 2)
      .map(written)
      .join(", ");
  return [without(ours, theirs), without(theirs, ours)];
}

function priceGap({ price: ours }: Prepared, { price: theirs }: Prepared): string {
  return ours && theirs ? `prices differ: ${ours.amount} / ${theirs.amount}` : "";
}

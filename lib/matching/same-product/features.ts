import type { Alignment } from "./align";
import type { Prepared, Word } from "./prepare";

/** What is measured of a pair, in the order of the weights, and the sign that its effect on "same" must have. */
export const FEATURES = {
  wordCosine: 1,
  pieceCosine: 1,
  containment: 1,
  rarestShared: 1,
  sharedMass: 1,
  rarestOnlyNarrow: -1,
  rarestOnlyWide: -1,
  modelShared: 1,
  modelConflict: -1,
  sizesDiffer: -1,
  numbersDiffer: -1,
  numbersShared: 1,
  numbersOneSided: -1,
  coloursDiffer: -1,
  editionOneSided: -1,
  accessoryOneSided: -1,
  audienceDiffers: -1,
  brandShared: 1,
  brandDiffers: -1,
  firstWordShared: 1,
  priceKnown: 0,
  priceGap: -1,
  priceEqual: 1,
} as const satisfies Record<string, -1 | 0 | 1>;

/** Difference of the prices' logarithms that counts in full: 7.4 times the price. */
export const PRICE_GAP_SCALE = 2;

export type FeatureName = keyof typeof FEATURES;
export type Features = Record<FeatureName, number>;
export const FEATURE_NAMES = Object.keys(FEATURES).filter((name): name is FeatureName => name in FEATURES);

/** Prices that differ by less than 2% are the same. */
const EQUAL_PRICE = 0.02;
const COLOURS = new Set(
  `black white grey gray silver gold red blue green yellow pink purple orange brown beige navy cyan magenta violet
   turquoise teal burgundy titanium graphite champagne bronze copper ivory khaki olive tan rose charcoal crimson volt`.split(
    /\s+/,
  ),
);
const EDITIONS = new Set(
  `upgrade upgrad upg upsell academic student teacher education educational oem license licence renewal refurbished renewed used trial
   lite light pro professional premium standard deluxe dlx ultimate home enterprise server mini max plus xl
   collector complete expansion bundle kit mac macintosh windows win pc xbox playstation wii ps3 ps4 ps5 switch android`.split(
    /\s+/,
  ),
);
const ACCESSORIES = new Set(
  `case cover cable charger battery grip strap band mount holder stand adapter adaptor replacement skin protector bag pouch
   sleeve dock remote filter lens cartridge refill part spare guide book manual poster shirt toy figure keychain`.split(
    /\s+/,
  ),
);
const AUDIENCES = new Set(
  `men man women woman lady boy girl kid child baby toddler junior youth unisex infant`.split(/\s+/),
);
const AUDIENCE_OF: Record<string, string> = { man: "men", woman: "women", lady: "women", child: "kid" };

const top = (words: Word[]) => words.reduce((most, word) => Math.max(most, word.rarity), 0);
const mass = (words: Word[]) => words.reduce((sum, word) => sum + word.rarity, 0);
const squared = (words: Word[]) => words.reduce((sum, word) => sum + word.rarity ** 2, 0);
const clip = (value: number) => Math.min(1, Math.max(0, value));

/** Compares two offers. Every feature lies between 0 and 1; what is unknown on one side counts as no difference. */
export function featuresOf(left: Prepared, right: Prepared, alignment: Alignment): Features {
  const { shared, leftOnly, rightOnly } = alignment;
  const common = shared.reduce(
    (sum, pair) => sum + pair.strength * ((pair.left.rarity + pair.right.rarity) / 2),
    0,
  );
  const commonSquared = shared.reduce(
    (sum, pair) => sum + pair.strength * pair.left.rarity * pair.right.rarity,
    0,
  );
  const norm = Math.sqrt((commonSquared + squared(leftOnly)) * (commonSquared + squared(rightOnly)));
  const narrow = Math.min(mass(leftOnly), mass(rightOnly));
  return {
    wordCosine: norm > 0 ? clip(commonSquared / norm) : 0,
    pieceCosine: pieceCosine(left, right),
    containment: common > 0 ? common / (common + narrow) : 0,
    rarestShared: clip(
      Math.max(0, ...shared.map((pair) => pair.strength * Math.min(pair.left.rarity, pair.right.rarity))),
    ),
    sharedMass: clip(common / 6),
    rarestOnlyNarrow: Math.min(top(leftOnly), top(rightOnly)),
    rarestOnlyWide: Math.max(top(leftOnly), top(rightOnly)),
    ...models(alignment),
    ...numbers(left, right),
    ...variants(left, right, alignment),
    ...brands(left, right),
    ...prices(left, right),
  };
}

function pieceCosine(left: Prepared, right: Prepared): number {
  const [few, many] =
    left.pieces.size <= right.pieces.size ? [left.pieces, right.pieces] : [right.pieces, left.pieces];
  let sum = 0;
  for (const [piece, weight] of few) sum += weight * (many.get(piece) ?? 0);
  return clip(sum);
}

function models({ shared, leftOnly, rightOnly }: Alignment) {
  const isModel = (word: Word) => word.kind === "model";
  const same = top(
    shared.filter((pair) => isModel(pair.left) && isModel(pair.right)).map((pair) => pair.left),
  );
  const ours = top(leftOnly.filter(isModel));
  const theirs = top(rightOnly.filter(isModel));
  return {
    modelShared: same,
    modelConflict: Math.min(ours, theirs),
  };
}

function numbers(left: Prepared, right: Prepared) {
  const rest = [...right.quantities];
  const ours = left.quantities.filter((quantity) => {
    const at = rest.findIndex(
      (other) =>
        other.value === quantity.value && (!other.unit || !quantity.unit || other.unit === quantity.unit),
    );
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const sizes = ours.filter(({ unit }) => unit !== null && rest.some((other) => other.unit === unit)).length;
  const bare = (list: { unit: string | null }[]) => list.filter(({ unit }) => unit === null).length;
  const differ = Math.min(bare(ours), bare(rest));
  return {
    sizesDiffer: clip(sizes),
    numbersDiffer: clip(differ),
    numbersShared: clip((left.quantities.length - ours.length) / 3),
    numbersOneSided: clip(Math.abs(ours.length - rest.length) / 3),
  };
}

function variants(left: Prepared, right: Prepared, { leftOnly, rightOnly }: Alignment) {
  const named = (words: { text: string }[], list: Set<string>) =>
    words.filter(({ text }) => list.has(text)).length;
  const ourColours = named(leftOnly, COLOURS);
  const theirColours = named(rightOnly, COLOURS);
  const audience = (words: Word[]) =>
    new Set(words.filter(({ text }) => AUDIENCES.has(text)).map(({ text }) => AUDIENCE_OF[text] ?? text));
  const ours = audience(left.words);
  const theirs = audience(right.words);
  const meet = ours.size === 0 || theirs.size === 0 || [...ours].some((who) => theirs.has(who));
  return {
    coloursDiffer: ourColours > 0 && theirColours > 0 ? 1 : 0,
    editionOneSided: clip((named(leftOnly, EDITIONS) + named(rightOnly, EDITIONS)) / 2),
    accessoryOneSided: clip((named(leftOnly, ACCESSORIES) + named(rightOnly, ACCESSORIES)) / 2),
    audienceDiffers: meet ? 0 : 1,
  };
}

function brands(left: Prepared, right: Prepared) {
  const says = (brand: string[], other: Prepared) => {
    const [first] = brand;
    return first !== undefined && (other.compact.includes(first) || other.background.has(first));
  };
  const known = left.brand.length > 0 && right.brand.length > 0;
  const shared = says(left.brand, right) || says(right.brand, left);
  return {
    brandShared: shared ? 1 : 0,
    brandDiffers: known && !shared ? 1 : 0,
    firstWordShared: left.words[0] && left.words[0].text === right.words[0]?.text ? 1 : 0,
  };
}

function prices(left: Prepared, right: Prepared) {
  const [ours, theirs] = [left.price, right.price];
  const comparable =
    ours && theirs && (!ours.currency || !theirs.currency || ours.currency === theirs.currency);
  if (!comparable) return { priceKnown: 0, priceGap: 0, priceEqual: 0 };
  const gap = Math.abs(Math.log(ours.amount / theirs.amount));
  return { priceKnown: 1, priceGap: clip(gap / PRICE_GAP_SCALE), priceEqual: gap < EQUAL_PRICE ? 1 : 0 };
}

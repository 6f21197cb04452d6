import { returnBandOf, type HAZARDS, type QualityReport } from "@/agents/quality/report";
import type { Dossier } from "@/lib/core/evidence";
import { dangersIn, supplyTermsIn, type FatalRiskName } from "@/lib/analysis/web-facts";
import {
  believedPages,
  largest,
  measured,
  middle,
  originsOf,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, signalOf, type Signal } from "./judge";

/**
 * Rules by the words of a product. Sources: 47 CFR 15 (radio and digital devices), UN Manual of Tests 38.3
 * (lithium cells), CPSIA (children), 16 CFR 1250 (toys: ASTM F963), MoCRA (cosmetics), 21 CFR 352 and M020 (sunscreen),
 * 21 CFR 111 (supplements), 21 CFR 807 (devices that need a 510(k)), 21 CFR 174–178 (food contact), 16 CFR 1610 (flammability
 * of clothing), 16 CFR 1261 to 1263 (tip-over of dressers, loose magnets, button cells), FIFRA (pesticides).
 */
const REGIMES: readonly (readonly [string, RegExp])[] = [
  [
    "FCC Part 15",
    /\b(?:bluetooth|wireless|wi-?fi|charger|led|keyboard|speaker|earbuds?|headphones?|electronic|usb|smart)\b/iu,
  ],
  ["UN 38.3", /\b(?:rechargeable|battery|batteries|cordless|portable|power bank|earbuds?)\b/iu],
  ["ASTM F963", /\b(?:toys?|plush|fidgets?|building blocks)\b/iu],
  ["CPSIA", /\b(?:kids?|children|child|toys?|plush|baby|babies|toddlers?|infants?)\b/iu],
  [
    "MoCRA",
    /\b(?:serum|skin|skincare|cream|lotion|makeup|cosmetics?|lipstick|mascara|nail|perfume|shampoo|beauty)\b/iu,
  ],
  ["21 CFR 111", /\b(?:supplements?|vitamins?|gummies|probiotics?|collagen powder)\b/iu],
  ["FDA OTC sunscreen", /\b(?:sunscreens?|sunblock|spf ?\d{2})\b/iu],
  ["FDA 510(k)", /\b(?:microcurrent|tens unit|light therapy|ipl|derma rollers?|pulse oximeters?)\b/iu],
  ["16 CFR 1261", /\b(?:dressers?|wardrobes?|chests? of drawers)\b/iu],
  ["16 CFR 1262", /\bmagnet(?:ic)? (?:balls?|beads|cubes?|sculpture)\b/iu],
  ["16 CFR 1263", /\b(?:button|coin) (?:cells?|batter(?:y|ies))\b/iu],
  ["FIFRA", /\b(?:insect|mosquito|pest|rodent) (?:repellents?|repellers?|traps?|zappers?)\b/iu],
  [
    "21 CFR 174–178",
    /\b(?:cups?|mugs?|bottles?|lunch box|cookware|kitchen|tumblers?|drinkware|utensils?|food)\b/iu,
  ],
  [
    "16 CFR 1610",
    /\b(?:shirts?|hoodies?|dress|dresses|pajamas|clothing|apparel|blankets?|scarf|scarves)\b/iu,
  ],
];

/** What a dog plays with is no toy in law; a word for children beside it makes it one again. */
const FOR_PETS = /\b(?:dogs?|cats?|pets?|pupp(?:y|ies)|kittens?)\b/iu;
const FOR_CHILDREN = /\b(?:kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?)\b/iu;
const OF_CHILDREN = new Set(["ASTM F963", "CPSIA"]);

function regimesOf(words: string): string[] {
  const ofPets = FOR_PETS.test(words) && !FOR_CHILDREN.test(words);
  return REGIMES.filter(([name, pattern]) => pattern.test(words) && !(ofPets && OF_CHILDREN.has(name)))
    .map(([name]) => name)
    .slice(0, MOST_REGIMES);
}

/** Dangers by the words of a product, for the report's list; a page that tells of harm is weighed apart. */
const HAZARD_WORDS: readonly (readonly [(typeof HAZARDS)[number], RegExp])[] = [
  ["battery", /\b(?:rechargeable|batter(?:y|ies)|cordless|power banks?|earbuds?)\b/iu],
  ["electric-shock", /\b(?:chargers?|plug-in|mains|heaters?|hair dryers?|extension cords?)\b/iu],
  ["fire", /\b(?:heaters?|candles?|power banks?|fireplaces?|torch lighters?)\b/iu],
  ["choking", /\b(?:toys?|plush|bab(?:y|ies)|toddlers?|infants?|teethers?|fidgets?)\b/iu],
  ["magnet", /\bmagnet(?:s|ic)?\b/iu],
  ["laceration", /\b(?:kni(?:fe|ves)|razors?|blades?|graters?|slicers?|peelers?)\b/iu],
  [
    "skin-irritation",
    /\b(?:serums?|skincare|creams?|lotions?|makeup|cosmetics?|mascara|nail|perfumes?|patch(?:es)?)\b/iu,
  ],
  ["ingestion", /\b(?:supplements?|vitamins?|gummies|probiotics?|button cells?|detergent pods?)\b/iu],
  ["food-contact", /\b(?:cups?|mugs?|bottles?|lunch box(?:es)?|cookware|tumblers?|utensils?)\b/iu],
];
/** What a report holds of each list. */
const MOST_HAZARDS = 6;
const MOST_RISKS = 5;
const MOST_REGIMES = 8;

const DANGER_PHRASES: Record<FatalRiskName, string> = {
  "safety-recall": "A page reports a safety recall.",
  "banned-or-restricted": "A page reports a ban or a restriction of sale.",
  "counterfeit-or-infringing": "A page reports counterfeits or an infringement.",
  "harm-to-health": "A page reports harm to people.",
  "deceptive-claims": "A page reports deceptive claims.",
};

/** One signal for each danger that the pages of the dossier report. */
function dangerSignals(dossier: Dossier): Signal[] {
  return believedPages(dossier)
    .flatMap((item) => dangersIn(item.text).map((name) => ({ id: item.id, text: DANGER_PHRASES[name] })))
    .map(({ id, text }) => ({
      score: 4,
      weight: 3,
      claims: [{ text, value: null, unit: null, evidence: [id] }],
      finding: text,
    }));
}

/** The return rate that a page states, as a measured item in percent. */
function statedReturns(dossier: Dossier): Measured | undefined {
  return believedPages(dossier).flatMap((item) => {
    const rate = supplyTermsIn(item.text).returnRate;
    return rate === null ? [] : [{ ...item, value: Number((rate * 100).toPrecision(12)), unit: "percent" }];
  })[0];
}

export function quality({ dossier }: AnalystInput): QualityReport {
  const rating = middle(measured(dossier, "rating"));
  const reviews = largest(measured(dossier, "review-count"));
  const returns = statedReturns(dossier);
  const dangers = dangerSignals(dossier);
  const signals = [
    ...signalOf(rating, {
      weight: 3,
      points: [
        [2.5, 5],
        [3.5, 25],
        [4, 48],
        [4.3, 70],
        [4.6, 87],
        [4.9, 96],
      ],
      says: (n) => `Buyers rate it ${n}.`,
    }),
    ...signalOf(reviews, {
      weight: 1,
      points: [
        [0, 35],
        [50, 55],
        [1_000, 75],
        [20_000, 88],
      ],
      says: (n) => `It has ${n} reviews behind its rating.`,
    }),
    ...signalOf(returns, {
      weight: 1.5,
      points: [
        [2, 90],
        [6, 66],
        [12, 36],
        [25, 8],
      ],
      says: (n) => `A page puts returns at ${n}.`,
    }),
    ...dangers,
  ];
  const common = judge({
    signals,
    full: 5.5,
    need: 3,
    origins: originsOf(dossier).length,
    subject: "Quality",
  });
  if (common === null) return abstain("No rating is known, and no page tells of returns or dangers.");

  const words = [dossier.title, dossier.category, dossier.description]
    .filter((part) => part !== null)
    .join(" ")
    .slice(0, 4_000);
  return {
    status: "ok",
    ...common,
    qualityScore: common.score,
    expectedReturnRate: returns === undefined ? null : Number((returns.value / 100).toPrecision(12)),
    returnBand: returns === undefined ? null : returnBandOf(Number((returns.value / 100).toPrecision(12))),
    hazards: HAZARD_WORDS.filter(([, pattern]) => pattern.test(words))
      .map(([name]) => name)
      .slice(0, MOST_HAZARDS),
    risks: [
      ...dangers.map((signal) => signal.finding),
      ...(rating !== undefined && rating.value < 4
        ? ["Buyers complain more than is usual for goods that sell on."]
        : []),
      ...(reviews !== undefined && reviews.value < 50 ? ["The rating rests on few voices."] : []),
    ].slice(0, MOST_RISKS),
    complianceRegimes: regimesOf(words),
  };
}

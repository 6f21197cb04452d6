import type { DECISIONS, MOTIVES, PsychologyReport, PURPOSES } from "@/agents/psychology/report";
import { ORIGINS, ORIGIN_LABELS } from "@/lib/core/words";
import {
  asPercent,
  claimOf,
  largest,
  measured,
  middle,
  originsOf,
  pricesInOneCurrency,
  said,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

type Motive = (typeof MOTIVES)[number];

const WORDS_OF: readonly (readonly [Motive, RegExp])[] = [
  ["save-time", /\b(?:quick|instant|automatic|fast|portable|cordless|self-cleaning|one-touch)\b/iu],
  ["save-money", /\b(?:reusable|refillable|value|budget|multi-?pack|dupe)\b/iu],
  ["comfort", /\b(?:soft|cozy|plush|ergonomic|pillow|cushion|heated|massager?|blanket|split keyboard)\b/iu],
  ["health", /\b(?:posture|sleep|vitamin|filter|purifier|fitness|yoga|hydration|recovery|massager?)\b/iu],
  ["looks", /\b(?:skin|serum|nail|makeup|hair|lash|perfume|beauty|decor|dress|patches)\b/iu],
  ["status", /\b(?:luxury|designer|limited|premium|collector)\b/iu],
  ["belonging", /\b(?:matching|couples?|family|fan|team|friendship)\b/iu],
  ["safety", /\b(?:lock|alarm|camera|reflective|child-?proof|detector|first aid)\b/iu],
  ["play", /\b(?:toys?|game|puzzle|plush|fidget|kids?|cards?)\b/iu],
  ["self-expression", /\b(?:custom|personali[sz]ed|sticker|rgb|led|colou?rful|keycaps?|charm)\b/iu],
  ["order", /\b(?:organi[sz]er|storage|rack|holder|shelf|stand|cable|drawer)\b/iu],
  ["curiosity", /\b(?:mini|smart|levitating|projector|3d|gadget|microscope|telescope)\b/iu],
];

/** A motive that no word names stays out; more than four are a list and not a reason. */
const MOST_MOTIVES = 4;
const motivesIn = (words: string): Motive[] =>
  WORDS_OF.filter(([, pattern]) => pattern.test(words))
    .map(([motive]) => motive)
    .slice(0, MOST_MOTIVES);

const PURPOSE_WORDS: readonly (readonly [(typeof PURPOSES)[number], RegExp])[] = [
  ["pet", /\b(?:dogs?|cats?|pets?|puppy|kitten)\b/iu],
  ["child", /\b(?:kids?|child(?:ren)?|toddlers?|baby|toys?)\b/iu],
  ["gift", /\b(?:gifts?|for (?:him|her|mom|dad))\b/iu],
  ["household", /\b(?:kitchen|laundry|cleaning|household|storage)\b/iu],
];
/** Things that are used up and bought again. */
const REPEATED =
  /\b(?:refills?|serum|patches|pods|filters?|wipes|supplements?|gummies|shampoo|detergent)\b/iu;

/** In the currency of the price: under thirty nobody asks around, over a hundred and fifty everybody reads. */
function decisionAt(price: number): (typeof DECISIONS)[number] {
  if (price < 30) return "impulse";
  return price <= 150 ? "considered" : "researched";
}

const magnitude = (item: { value: number }): number => Math.log10(Math.max(1, item.value));

/** How much people talk about it for every one who merely nods. */
function talkSignal(comments: Measured | undefined, upvotes: Measured | undefined): Signal[] {
  if (!comments || !upvotes || upvotes.value <= 0) return [];
  const claims = [
    claimOf(comments, `People left ${said(comments)} comments.`),
    claimOf(upvotes, `People gave ${said(upvotes)} upvotes or likes.`),
  ];
  return [
    {
      score: ramp(comments.value / upvotes.value, [
        [0.005, 32],
        [0.05, 56],
        [0.25, 82],
        [1, 66],
      ]),
      weight: 1,
      claims,
      finding: claims.map(({ text }) => text).join(" "),
    },
  ];
}

export function psychology({ dossier }: AnalystInput): PsychologyReport {
  const prices = pricesInOneCurrency(dossier);
  const price = prices === null ? undefined : middle(prices.items);
  const rating = middle(measured(dossier, "rating"));
  const reviews = largest(measured(dossier, "review-count"));
  const discount = largest(measured(dossier, "discount"));
  const reactions = [
    ...talkSignal(largest(measured(dossier, "comments")), largest(measured(dossier, "upvotes"))),
    ...signalOf(rating, {
      weight: 1,
      points: [
        [3, 14],
        [4, 48],
        [4.5, 78],
        [4.9, 92],
      ],
      says: (n) => `Those who bought it give it ${n}.`,
    }),
    ...signalOf(largest(measured(dossier, "search-volume")), {
      weight: 1,
      as: magnitude,
      points: [
        [2, 22],
        [3, 42],
        [4.5, 66],
        [6, 90],
      ],
      says: (n) => `People look for it by themselves, with ${n} searches.`,
    }),
    ...signalOf(largest(measured(dossier, "views")), {
      weight: 0.5,
      as: magnitude,
      points: [
        [3, 20],
        [5.5, 55],
        [8, 92],
      ],
      says: (n) => `People watched it, with ${n} views.`,
    }),
  ];
  if (reactions.length === 0)
    return abstain("No rating, comment, search or view shows how people react to it.");
  const impulse = signalOf(price, {
    weight: 0.5,
    points: [
      [5, 86],
      [25, 74],
      [60, 54],
      [200, 30],
      [1_000, 12],
    ],
    says: (n) => `The decision is about ${n}.`,
  });
  const common = judge({
    signals: [...reactions, ...impulse],
    full: 4,
    need: 0.5,
    origins: originsOf(dossier).length,
    subject: "The wish to buy",
  });
  if (common === null) return abstain("What people did is too little to tell a wish from a glance.");

  const words = [dossier.title, dossier.category, dossier.description]
    .filter((part) => part !== null)
    .join(" ")
    .slice(0, 4_000);
  const origins = originsOf(dossier);
  const places = ORIGINS.filter((origin) => origins.includes(origin)).map((origin) => ORIGIN_LABELS[origin]);
  return {
    status: "ok",
    ...common,
    motives: motivesIn(words),
    objections: [
      ...(price && price.value > 60 ? ["The price asks for a second thought."] : []),
      ...(rating && rating.value < 4.2 ? ["Reviews give a careful buyer pause."] : []),
      ...(reviews && reviews.value < 50 ? ["Hardly anybody vouches for it yet."] : []),
      ...(discount && asPercent(discount) >= 40 ? ["Who waits will get it cheaper."] : []),
    ],
    audience: places.length > 0 ? `People who find things at ${places.join(", ")}.` : null,
    decision: price === undefined ? null : decisionAt(price.value),
    purpose: PURPOSE_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null,
    repeats: REPEATED.test(words) ? true : null,
  };
}

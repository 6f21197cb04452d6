import type { SightingKind } from "@/lib/core/words";
import { categorise } from "./categorise";
import { titleWords } from "./title-words";
import { vocabularyIn } from "./vocabulary";

/** Subscriptions, vouchers and downloads stand in product lists, but nobody can ship them. */
const NOT_GOODS =
  /\b(gift ?cards?|egift|subscription|auto[- ]renewal|membership|warranty|protection plan|audiobook|kindle edition|digital (?:code|download)|download code|e-?book|prepaid|top[- ]?up)\b/iu;

/** Words of news, sport, shows and feasts: a term with one of them is about something that happens. */
const HAPPENING = new Set(
  `vs versus match score final semifinal playoff playoffs league fixture standing roster quarterback
   election president senate congress minister vote poll debate court lawsuit trial verdict arrest arrested police shooting
   attack war protest hurricane earthquake tornado wildfire weather forecast eclipse outage crash accident
   died dies dead death killed obituary funeral married divorce pregnant wedding dating net worth birthday interview scandal
   movie trailer episode season finale cast netflix hulu disney show concert tour tickets ticket lyrics
   oscars grammys emmys nobel prize award awards festival parade marathon olympics olympic superbowl nfl nba mlb nhl ufc wwe
   stock stocks price earnings layoffs tariff tariffs recall news live stream results wordle crossword
   connections answer answers meaning holiday thanksgiving christmas halloween easter ramadan diwali eid hanukkah`.split(
    /\s+/,
  ),
);

/**
 * Whether ingest should make a product of a sighting. Products of a shop's list are products unless they cannot be
 * shipped. Events and categories never are. A term is one when it names a particular kind of goods in our taxonomy's
 * words and nothing in it speaks of news, sport, shows or people. `why` says which rule decided.
 */
export function isProductLike(sighting: { kind: SightingKind; title: string }): {
  product: boolean;
  why: string;
} {
  switch (sighting.kind) {
    case "event":
      return { product: false, why: "An event of many products is not a product." };
    case "category":
      return { product: false, why: "A whole category is not a product." };
    case "product":
      return NOT_GOODS.test(sighting.title)
        ? { product: false, why: "Not goods: a voucher, a subscription or a download." }
        : { product: true, why: "Listed as a product by its source." };
    case "term":
      return termLikeness(sighting.title);
  }
}

function termLikeness(title: string): { product: boolean; why: string } {
  if (NOT_GOODS.test(title))
    return { product: false, why: "Not goods: a voucher, a subscription or a download." };
  const words = titleWords(title);
  const happening =
    words.find((word) => HAPPENING.has(word)) ?? rawWords(title).find((word) => HAPPENING.has(word));
  const hits = vocabularyIn(title);
  // "christmas lights" is goods, "christmas" is not: a feast in front of goods does no harm.
  if (happening && !(isFeast(happening) && hits.some((hit) => hit.head))) {
    return { product: false, why: `Speaks of something that happens: “${happening}”.` };
  }
  const category = categorise(title);
  if (!category || hits.length === 0)
    return { product: false, why: "No word of it names a kind of product." };
  // A caption is a sentence: there only a phrase of ours names goods, not the cat that happens to end it.
  const isSentence = /[.!?]\s*$/u.test(title);
  const covered = hits.some(
    (hit) => hit.words >= 2 || (hit.head && hit.of >= 2 && !isSentence && !SUBJECTS.has(hit.phrase)),
  );
  if (!covered) {
    return words.length === 1
      ? { product: false, why: "Names a whole kind of goods, not a product." }
      : { product: false, why: "A word of it is a kind of product, but the term is about something else." };
  }
  return { product: true, why: `Names goods: ${category.path}.` };
}

/** Words of our taxonomy that are goods only together with another: pets, bodies, dishes. */
const SUBJECTS = new Set(
  `dog cat puppy kitten pet baby car nail top soup sauce rice juice drink tea coffee cereal pasta ramen noodle jam honey salt spice plant
   seed book novel manga level battery paint fabric fishing golf football basketball baseball volleyball camping toy bag watch`.split(
    /\s+/,
  ),
);

const FEASTS = new Set([
  "holiday",
  "thanksgiving",
  "christmas",
  "halloween",
  "easter",
  "ramadan",
  "diwali",
  "eid",
  "hanukkah",
  "wedding",
  "birthday",
]);

function isFeast(word: string): boolean {
  return FEASTS.has(word);
}

function rawWords(title: string): string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

import type { SightingKind } from "@/lib/core/words";
import { categorise } from "./categorise";
import { namesProductLine } from "./words/product-lines";
import { readableTitle } from "./readable-title";
import { titleWords } from "./title-words";
import { vocabularyIn } from "./words/vocabulary";

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
   recipe recipes tutorial delivery lookup explained near idea ideas inspo inspiration vlog haul hacks diaries salary biography season episode anime manga podcast album song lyric
   connections answer answers meaning holiday thanksgiving christmas halloween easter ramadan diwali eid hanukkah`.split(
    /\s+/,
  ),
);

/**
 * Whether ingest should make a product of a sighting. Products of a shop's list are products unless they cannot be
 * shipped. Events and categories never are. A term is one when it names a particular kind of goods in our taxonomy's
 * words, by its line or by a word that only goods end in, and nothing in it speaks of news, sport, shows or people, nor did its source file it
 * there. `why` says which rule decided.
 */
export function isProductLike(sighting: {
  kind: SightingKind;
  title: string;
  category?: string | null | undefined;
}): {
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
      // No title is longer; the rules below are not made for what is.
      return termLikeness(sighting.title.slice(0, 500), sighting.category ?? undefined);
  }
}

/** What Google files under these is news, whatever words it holds. */
const NEWS_SUBJECTS =
  /^(?:business and finance|entertainment|jobs and education|law and government|politics|sports|travel and transportation|climate) searches$/i;
/** A question is not a thing. */
const QUESTION =
  /^(?:how|what|why|when|where|who|which|is|are|does|do|can|will|best .* near)\b|\?$|\bnear me$/iu;

/** Days and contests called by a word for goods. */
const OCCASIONS =
  /\b(?:super ?bowl|rose bowl|orange bowl|cotton bowl|sugar bowl|pro bowl|world cup|stanley cup (?:finals?|playoffs?)|ryder cup|davis cup|world series|prime day|black friday|cyber monday|boxing day|labou?r day|memorial day|ring of fire|iron man|iron bowl)\b/iu;

/** Words behind goods that say which, for whom, or from where, but not what: a head stands before them. */
const TRAILING =
  /\s+(?:black|white|pink|blue|green|red|purple|beige|brown|grey|gray|gold|silver|orange|yellow|women|womens|women's|men|mens|men's|kids|girls|boys|toddlers?|adults?|outdoors?|indoors?|20\d\d|amazon|tiktok|dupes?|sale|cute|aesthetic|viral|\d{1,3})$/iu;

/** Words for tools, potions and holders that name goods with almost any word before them: "jade roller", "retinol cream". */
const GOODS_HEADS = new Set(
  `roller mixer maker cleaner remover dispenser warmer cooler heater protector brush gadget cream lotion cleanser toner balm spray gummy
   capsule supplement kit bouquet claw tray trimmer sharpener grinder slicer steamer dryer massager cutter pump filter wand pouch
   sleeve liner holder organizer organiser rack scrubber purifier inflator freshener diffuser feeder carrier harness leash strap charger
   adapter stand bracket mount hanger hook clip shaper corset legging hoodie cardigan sweater jacket coat skirt blouse sandal sneaker
   slipper boot necklace bracelet earring handbag tote backpack plushie figurine puzzle sticker serum moisturizer sunscreen primer
   concealer mascara lipstick eyeliner shampoo conditioner vitamin powder`.split(/\s+/),
);

/** Without colours, sizes and shoppers behind the thing itself. */
function withoutTrailing(title: string): string {
  let rest = title.trim();
  for (let shorter = rest.replace(TRAILING, ""); shorter !== rest; shorter = rest.replace(TRAILING, ""))
    rest = shorter;
  return rest;
}

function termLikeness(listed: string, subject: string | undefined): { product: boolean; why: string } {
  if (NOT_GOODS.test(listed))
    return { product: false, why: "Not goods: a voucher, a subscription or a download." };
  if (subject && NEWS_SUBJECTS.test(subject))
    return { product: false, why: `Filed under ${subject.toLowerCase()}.` };
  if (QUESTION.test(listed)) return { product: false, why: "Asks something." };
  if (OCCASIONS.test(listed)) return { product: false, why: "Names an occasion." };
  const title = withoutTrailing(readableTitle(listed));
  const words = titleWords(title);
  const happening =
    words.find((word) => HAPPENING.has(word)) ?? rawWords(title).find((word) => HAPPENING.has(word));
  const hits = vocabularyIn(title);
  // "christmas lights" is goods, "christmas" is not: a feast in front of goods does no harm.
  if (happening && !(isFeast(happening) && hits.some((hit) => hit.head))) {
    return { product: false, why: `Speaks of something that happens: “${happening}”.` };
  }
  if (!happening && namesProductLine(listed)) return { product: true, why: "Names goods by their line." };
  const last = words.at(-1) ?? "";
  if (words.length >= 2 && words.length <= 5 && GOODS_HEADS.has(last)) {
    return { product: true, why: `Names goods by its last word: “${last}”.` };
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
   seed book novel manga level battery paint fabric fishing golf football basketball baseball volleyball camping watch`.split(
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

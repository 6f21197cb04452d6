import { titleWords } from "../title-words";

/** What one shop, post or list says about a thing. Everything but the title may be missing; unknown is null, never zero. */
export type Offer = {
  title: string;
  brand?: string | null;
  manufacturer?: string | null;
  model?: string | null;
  /** In units of the currency, not in cents. A null currency is "not said" and is compared with any. */
  price?: { amount: number; currency: string | null } | null;
  description?: string | null;
};

/** RDF literals keep a language mark behind the closing quote: `"Camera"@en-US`. */
/** Of a description; a title is far shorter. */
const LONGEST = 4_000;
const LANGUAGE_MARK = /"@[a-z]{2}(?:-[a-z]{2})?(?![a-z])/giu;

/** The hyphen of a model number with letters on both sides: DSC-W120. */
const MODEL_HYPHEN = /(?<=\b\p{L}{1,4})-(?=\p{L}{1,3}\d)/gu;

/** What a post says about the offer and not about the thing: stars, reviews, discounts, shipping, where it was posted before. */
const TALK =
  /\(?\b\d(?:\.\d)?\s?(?:\/\s?5|out of 5)?[- ]stars?\b(?: ratings?| reviews?)?(?:,? ?(?:with|from|for|by|-)? ?[\d,]+\+? (?:customer |user |amazon )?(?:reviews?|users|ratings|people))?|\b[\d,]+\+? (?:customer |user )?(?:reviews?|ratings|users)\b|\b(?:excellent|great|good|best) reviews?\b|\b(?:lowest|best|cheapest|great|good)(?: historical| historic| price| ever| amazon)* price(?: ever| to date| i've seen)?\b|\bprevious historic(?:al)? low\b|\b(?:free|prime|&|and|\+|orders?|over|on|super saver)* ?(?:shipping|shipped|returns?)\b(?: included)?|\b(?:up to )?\d{1,2}(?:\.\d+)? ?% (?:off|discount)(?: (?:msrp|list|list price|retail|coupon))*|\b(?:as of )?\d{1,2}\/\d{1,2}\/\d{2,4}\b|\b(?:save|saves|saving|dropped|drops|was|were|reg\.?|regularly|msrp|list price|discount|orders over)\b(?= ?[$€£\d])|\b(?:may )?(?:expires?|ends?) (?:soon|today|tonight)\b|\btoday only\b|\bx-?post(?:ed)?\b(?: from)?|\/?\br\/\w+|\bpre-?orders?\b|\bmsrp\b|\bibt\b|\[\s*(?:prime|deal|amazon|usa?|uk|ca|eu|de)\s*\]/giu;

/**
 * Words of a title or description as they are compared and counted: small letters, singular, sizes joined with their unit
 * (`12oz`), model numbers without hyphens (`mx500`). In order, with repetitions.
 */
export function offerWords(text: string): string[] {
  const said = text
    .slice(0, LONGEST)
    .replaceAll(LANGUAGE_MARK, " ")
    .replaceAll(TALK, " ")
    .replaceAll(MODEL_HYPHEN, "");
  return titleWords(said);
}

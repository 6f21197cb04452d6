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
const LANGUAGE_MARK = /"@[a-z]{2}(?:-[a-z]{2})?(?![a-z])/giu;

/**
 * Words of a title or description as they are compared and counted: small letters, singular, sizes joined with their unit
 * (`12oz`), model numbers without hyphens (`mx500`). In order, with repetitions.
 */
export function offerWords(text: string): string[] {
  return titleWords(text.replaceAll(LANGUAGE_MARK, " "));
}

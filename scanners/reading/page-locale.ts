/** In which language and country's writing a page's numbers are: what the page says of itself outweighs what was asked for. */
import { localeOf } from "./number";

/** The language that most people of a country write, as far as the platform's own data knows it. */
function languageIn(region: string): string {
  return new Intl.Locale("und", { region }).maximize().language;
}

/**
 * BCP 47. `lang` is the page's own `<html lang>`, `region` (ISO 3166) that of the shop it comes from, `asked` the
 * locale of the request. A page that states its language keeps it, with the shop's country where it names none.
 */
export function pageLocale(lang: string | undefined, region: string | undefined, asked: string): string {
  const stated = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i.test(lang ?? "")
    ? localeOf((lang ?? "").replaceAll("_", "-"))
    : undefined;
  if (stated !== undefined) {
    return stated.region === undefined && region !== undefined
      ? `${stated.language}-${region}`
      : `${stated.language}${stated.region === undefined ? "" : `-${stated.region}`}`;
  }
  const known = localeOf(asked);
  if (region === undefined || known.maximize().region === region) return asked;
  return `${languageIn(region)}-${region}`;
}

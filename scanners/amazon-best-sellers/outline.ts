/** A best-seller page in one walk: its cards, its list's own data, and what it says of itself. */
import { cleanText } from "../reading/text";
import { classOf, hasClass, ownTextOf, textIn, walk, type TreeElement } from "../reading/tree";

type TreeRoot = Parameters<typeof walk>[0];

/** A page holds fifty at most; more are somebody's attempt to keep us busy. */
const MAX_CARDS = 200;

export type Outline = {
  /** `<html lang>` as it stands. */
  lang: string | undefined;
  /** `<link rel="canonical">` as it stands. */
  canonical: string | undefined;
  /** The heading of the list: the last one before its first card, or the page's last. */
  heading: string;
  /** The category chosen in the menu. */
  category: string;
  /** How many pages the list has, as its pager says; 1 where there is none. */
  pages: number;
  /** The values of `data-client-recs-list`. */
  recsLists: string[];
  cards: TreeElement[];
};

/** A card of the layouts since 2022, of 2019 to 2021, and of the years before. */
function isCard(element: TreeElement): boolean {
  return (
    element.attribs["id"] === "gridItemRoot" ||
    hasClass(element, "zg-item-immersion") ||
    hasClass(element, "zg_itemImmersion")
  );
}

/** Of a layout whose cards are unknown: what every layout since 2021 has inside its card. */
const isFaceout = (element: TreeElement): boolean =>
  hasClass(element, "zg-grid-general-faceout") || hasClass(element, "p13n-sc-uncoverable-faceout");

export function outlineOf(root: TreeRoot): Outline {
  const outline: Outline = {
    lang: undefined,
    canonical: undefined,
    heading: "",
    category: "",
    pages: 1,
    recsLists: [],
    cards: [],
  };
  const faceouts: TreeElement[] = [];
  let inPager: TreeElement | null = null;
  walk(root, (element) => {
    const { name, attribs } = element;
    if (name === "script" || name === "style") return false;
    if (isCard(element)) {
      if (outline.cards.length < MAX_CARDS) outline.cards.push(element);
      return false;
    }
    if (isFaceout(element)) {
      if (faceouts.length < MAX_CARDS) faceouts.push(element);
      return false;
    }
    const list = attribs["data-client-recs-list"];
    if (list !== undefined) outline.recsLists.push(list);
    if (name === "html") outline.lang ??= attribs["lang"];
    else if (name === "link" && attribs["rel"] === "canonical") outline.canonical ??= attribs["href"];
    else if (name === "h1" && (outline.cards.length === 0 || outline.heading === "")) {
      outline.heading = cleanText(textIn(element), 200) || outline.heading;
    } else if (hasClass(element, "a-pagination")) inPager = element;
    else if (name === "li" && inPager !== null && element.parent === inPager) {
      const number = Number(textIn(element).trim());
      if (number >= 1 && number <= 10) outline.pages = Math.max(outline.pages, number);
    } else if (outline.category === "" && /zg-selected|zg_selected/.test(classOf(element))) {
      // The chosen category's own words, without the "(Current)" that screen readers hear.
      outline.category = cleanText(ownTextOf(element), 200);
    }
    return true;
  });
  if (outline.cards.length === 0) outline.cards = faceouts;
  return outline;
}

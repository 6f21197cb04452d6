/** Whose number a number is: the shop, product, place or month that a text names beside it. */
import { dimensionOfWord } from "./quantity-words";

const ROLES = ["subjects", "places", "times"] as const;
type Role = (typeof ROLES)[number];

/** What a text names for a number: whom it speaks of, where, and when. Keys are in small letters. */
export type Owners = Record<Role, string[]>;

export const NO_OWNERS: Owners = { subjects: [], places: [], times: [] };

/** Where a number stands in its text. */
export type Span = { start: number; end: number };

/** Shops and networks: who names one of them speaks of no other. */
const PLATFORMS = new Set(
  "amazon walmart target ebay etsy temu shein aliexpress alibaba costco tiktok instagram pinterest reddit youtube facebook meta google twitter snapchat otto zalando mediamarkt saturn flipkart myntra meesho rakuten argos currys wayfair shopify ikea noon jumia lazada shopee coupang allegro bol cdiscount fnac sephora ulta kaufland galaxus".split(
    " ",
  ),
);
/** Capitalised at a sentence's start, and often within one, without being anybody's name. */
const ORDINARY = new Set(
  "the it its this that these those there here a an and or but while whereas on in at for from with by as of to over under about around only just now currently today price prices pricing cost costs fee fees margin shipping revenue interest demand rank ranked rated rating best seller sellers sellers' top product products item listing retail wholesale supplier suppliers factories quote quotes growth trend trends buyers people most some many both each every all net gross average median total highest lowest profit traffic conversion returns return delivery battery weight size capacity market stock moq min max after before since until when where if then compared versus not no yes one two three four five six seven eight nine ten roughly nearly almost also still i we you they he she cagr aov cpc cpm yoy msrp rrp fob bsr asin sku usa us eu preis es der die das bei auf für und le la les el los un une".split(
    " ",
  ),
);
const TIMES = new Set(
  "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter".split(
    " ",
  ),
);
const NO_NAME =
  /^(?:USD|EUR|GBP|CAD|AUD|INR|JPY|CNY|CHF|AED|SEK|PLN|MXN|E\d+|[A-Z]{1,2}|\p{Lu}[\p{Ll}]+(?:ed|ing|ly))$/u;
const WORD =
  /\p{L}[\p{L}\p{N}&]*(?:-[\p{L}\p{N}]+)*|(?<![\p{N}.,$€£¥₹#-])(?:19|20)\d\d(?![\p{N}%]|[.,-]\d)/gu;
const PREPOSITION =
  /\b(on|at|in|to|from|via|through|bei|auf|for|of|by|für|von)\s(?:the\s|its\s|our\s|a\s)?$/iu;
const IS_PLACE = /^(?:on|at|in|to|from|via|through|bei|auf)$/iu;
/** What may stand between a number and a name that it belongs to. */
const POST =
  /^%?(?:\s?\p{L}{1,3}\b)?(?:\s(?!(?:and|but|while|whereas|than|vs|versus|against|over|above|below|as|to|with|und)\b)(?:\p{Ll}+|[A-Z]{3}|[KMB]|[€£%])){0,3}\s(?:on|at|in|to|from|via|bei|auf|for|of|by|für)\s(?:the\s|its\s|a\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s)?$|^%?\s?\p{Ll}*\s?\((?:on |at |in )?$|^\s(?:that|which)\s$/u;
/** "At 4.6 stars the X200 …": a number that its sentence begins with belongs to the name behind it. */
const OPENING = /(?:^|[.!?]\s)(?:At|With|For)\s[$€£¥]?$/u;
/** A number that has its name right before it: "Walmart's $34.50", "Walmart: $34.50", "Walmart at $34.50". */
const ADJACENT = /^(?:['’]s)?(?:\s(?:at|asks|is|has))?[\s:(]*(?:US|CA|A)?[$€£¥₹#]?$/u;

type Name = { key: string; start: number; end: number; role: Role };

/** The owners of each of the numbers, which are in order of the text. */
export function ownersOf(text: string, numbers: readonly Span[], isYear: (at: number) => boolean): Owners[] {
  const names = namesIn(text, isYear).filter((name) =>
    numbers.every(({ start, end }) => name.end <= start || name.start >= end),
  );
  if (names.length === 0) return numbers.map(() => NO_OWNERS);
  const posts = numbers.map((number, index) => postOf(text, number, numbers[index + 1], names));
  let earlier = NO_OWNERS;
  const all = numbers.map(({ start }, index): Owners => {
    const previous = numbers.slice(0, index).findLast((one) => !isOfName(text, one, names))?.end ?? 0;
    const since = names.filter((name) => name.end <= start && name.start >= previous);
    earlier = preOf(text, start, since, earlier);
    const taken = posts[index - 1] ?? [];
    const [post, own] = [pick(posts[index] ?? []), pick(since.filter((name) => !taken.includes(name)))];
    // "Walmart charges $30 for the kettle" speaks of both; a name before an earlier number gives way.
    const role = (name: Role) => (post[name].length > 0 ? [...own[name], ...post[name]] : earlier[name]);
    return { subjects: role("subjects"), places: role("places"), times: role("times") };
  });
  return (
    respectively(text, numbers, names) ??
    all.map((one, index) => backfilled(one, index, { text, numbers, posts }))
  );
}

/** "4.6 stars and 2,310 reviews for the X200", "3 of 100 in Kitchen": what is named behind the second is the first's too. */
function backfilled(one: Owners, index: number, { text, numbers, posts }: Numbered): Owners {
  const [number, next] = [numbers[index], numbers[index + 1]];
  const post = pick(posts[index + 1] ?? []);
  if (!number || !next || one.subjects.length > 0) return one;
  // "$29 on Amazon and $34 at Walmart for the kettle".
  if (one.places.length + one.times.length > 0)
    return post.places.length + post.times.length > 0 ? { ...one, subjects: post.subjects } : one;
  return TOGETHER.test(text.slice(number.end, next.start)) ? post : one;
}

/** The 300 of "the AirPure 300 removes". */
function isOfName(text: string, { start, end }: Span, names: readonly Name[]): boolean {
  return (
    /^\s\p{Ll}/u.test(text.slice(end, end + 2)) &&
    names.some((name) => name.end === start - 1 && name.role !== "times")
  );
}

const TOGETHER = /^[\s\p{L}%-]*(?:and|with|und|of|to|[-–—/])\s?[#$€£¥₹]?$/u;

type Numbered = { text: string; numbers: readonly Span[]; posts: readonly Name[][] };

/** "A and B at 1 and 2 respectively": in order. */
function respectively(text: string, numbers: readonly Span[], names: readonly Name[]): Owners[] | null {
  if (!/\brespectively\b/iu.test(text) || names.length !== numbers.length) return null;
  return names.map((name) => pick([name]));
}

function pick(names: readonly Name[]): Owners {
  const of = (role: Role) => names.flatMap((name) => (name.role === role ? [name.key] : []));
  return names.length === 0
    ? NO_OWNERS
    : { subjects: of("subjects"), places: of("places"), times: of("times") };
}

/** The names behind a number that a preposition or a bracket gives to it. */
function postOf(text: string, { start, end }: Span, next: Span | undefined, names: readonly Name[]): Name[] {
  const first = names.findIndex((one) => one.start >= end);
  const [name] = first < 0 ? [] : names.slice(first);
  if (!name || (next && name.start > next.start)) return [];
  const between = text.slice(end, name.start);
  const isOpening = OPENING.test(text.slice(Math.max(0, start - 8), start)) && /^[^.;]{0,24}$/u.test(between);
  if (!isOpening && !POST.test(between)) return [];
  const found = [name];
  for (const more of names.slice(first + 1)) {
    const between = text.slice(found.at(-1)?.end ?? 0, more.start);
    const isNear =
      (!next || more.start < next.start) &&
      /^[\s-]$|^(?:\s\p{Ll}+){0,2}\s(?:on|at|in|for|of)\s(?:the\s)?$/u.test(between);
    if (!isNear) break;
    found.push(more);
  }
  return found;
}

/** The names before a number: those since the number before it, and what they leave standing of the earlier ones. */
function preOf(text: string, start: number, since: readonly Name[], earlier: Owners): Owners {
  const last = since.at(-1);
  const isAdjacent = last !== undefined && ADJACENT.test(text.slice(last.end, start));
  const first = isAdjacent
    ? since.findLastIndex(
        (name, index) => index === 0 || !/^[\s-]$/.test(text.slice(since[index - 1]?.end ?? 0, name.start)),
      )
    : 0;
  const [own, outer] = [pick(since.slice(first)), pick(since.slice(0, first))];
  const role = (name: Role, carried: string[]) =>
    [own[name], outer[name]].find((names) => names.length > 0) ?? carried;
  const subjects = role("subjects", earlier.subjects);
  // Whoever comes next may stand somewhere else.
  const isNew = own.subjects.length > 0;
  return {
    subjects,
    places: isNew && isAdjacent ? own.places : role("places", isNew ? [] : earlier.places),
    times: role("times", earlier.times),
  };
}

/** Names as they are written: with a capital within a sentence, with digits, or known to be one. */
function namesIn(text: string, isYear: (at: number) => boolean): Name[] {
  const found: Name[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const key = word.toLowerCase();
    const isPlatform = PLATFORMS.has(key) && /^\p{Lu}|^e[A-Z]/u.test(word);
    const hasDigit = /\d/.test(word);
    const isTime = TIMES.has(key) || /^\d/.test(word) || /^q[1-4]$/u.test(key);
    if (/^\d/.test(word) ? !isYear(match.index) : !isPlatform && !hasDigit && !isCapital(word)) continue;
    const lead = text.slice(Math.max(0, match.index - 24), match.index);
    // Whom a sentence quotes is nobody's number.
    if (/\b(?:according to|source:|data (?:from|by))\s(?:the\s)?(?:\p{Lu}[\p{L}\p{N}]*\s)*$/iu.test(lead))
      continue;
    const preposition = PREPOSITION.exec(lead)?.[1];
    const isPlace = preposition !== undefined && IS_PLACE.test(preposition);
    const last = found.at(-1);
    const goesOn = last !== undefined && /^[\s-]$/.test(text.slice(last.end, match.index));
    found.push({
      key,
      start: match.index,
      end: match.index + word.length,
      role: isTime ? "times" : goesOn && last.role !== "times" ? last.role : isPlace ? "places" : "subjects",
    });
  }
  return found;
}

function isCapital(word: string): boolean {
  if (!/^\p{Lu}/u.test(word) || NO_NAME.test(word)) return false;
  const key = word.toLowerCase();
  return !ORDINARY.has(key) && dimensionOfWord(key, false) === null;
}

/** A claim's name is another's where the evidence gives numbers of this kind to that name, and not this one. */
export function isOthersNumber(claim: Owners, known: Owners, rivals: readonly Owners[]): boolean {
  const namesOf = (owners: Owners) => ROLES.flatMap((role) => owners[role]);
  const own = new Set(namesOf(known));
  const owned = rivals.map((rival) => new Set(namesOf(rival)));
  const tellsApart = (name: string) =>
    owned.some((one) => one.has(name)) && owned.some((one) => !one.has(name));
  return ROLES.some((role) => {
    const telling = claim[role].filter(tellsApart);
    if (telling.length > 0) return !telling.some((name) => own.has(name));
    const shops = claim[role].filter((name) => PLATFORMS.has(name));
    const isOfShops = owned.some((one) => [...one].some((name) => PLATFORMS.has(name)));
    return shops.length > 0 && isOfShops && own.size > 0 && !shops.some((name) => own.has(name));
  });
}

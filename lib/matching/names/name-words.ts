/** Closed classes of English that tell what people say about a thing from what the thing is called. */

const CLASSES = {
  article: "a an the this that these those some any every each such another",
  me: "i me my mine myself we us our ours im ive id ill",
  you: "you your yours youre youll",
  they: "he she him her his they them their it its who whose somebody someone anyone anybody everyone everybody nobody guys people",
  ask: "what which when where why how whether if because since until while although though",
  relative: "that which who where so because but than",
  be: "is are was were be been being am isnt arent wasnt has have had having do does did doesnt dont didnt can cant could would will wont should may might must lets",
  verb: `make makes made making take takes took keep keeps let want wants wanted need needs needed love loves loved like likes liked think thinks
   thought know knows knew see sees saw seen look looks looked looking feel feels say says said tell try tried use uses used using work works worked
   help helps come comes came go goes going went give gives gave turn turns become becomes happen happens put puts stop stops hope wish wonder
   imagine believe remember forget hate enjoy wear wearing eat drink play read watch wait bring brings allow allows lets meet meets hold holds
   sit stand spend save saves thank thanks please miss die live sell sells sold`,
  find: "found find finds check checkout introducing presenting behold meet got get gets getting buy buys bought buying order ordered ordering recommend recommended spotted discovered stumbled saw take",
  preposition:
    "for with without of from to in on at by as into onto over under about after before off out up down through between against via per near inside around",
  join: "and or plus",
  not: "not no never none nothing cannot only just even also too very really so much more most less pretty quite actually literally probably maybe still again always ever finally almost already now then here there yet",
  opinion: `best better good great nice cool coolest awesome amazing cheap cheapest perfect beautiful gorgeous ultimate incredible insane crazy weird
   ridiculous hilarious funny awful terrible interesting favorite favourite badass epic sweet sweetest wonderful brilliant genius clever useful useless
   simple easy fun fantastic excellent solid decent legit must worth greatest worst ugly stupid silly adorable creepy sexy fancy damn holy hell omg wow lol`,
  degree:
    "worlds world's first original official new newest latest brand old big biggest huge giant tiny small little smallest thinnest real actual own whole full same other",
  person:
    "wife husband girlfriend boyfriend friend friends mom mum dad brother sister son daughter kid kids family roommate girl guy man men women boys girls reddit redditor redditors",
  generic:
    "thing things stuff something anything everything item items product products way ways idea gift gifts site website store shop company project campaign link post comments video picture photo pic review reviews reviewer reviewers description thread subreddit one ones day days week weeks year years time times today tonight tomorrow yesterday",
  trade: `price prices priced deal deals sale sales discount coupon code promo offer offers shipping ship ships shipped delivery prime eligible free
   cost costs msrp retail rebate mir ar lowest low cheap clearance bargain refurb refurbished stock off marked reduced regular regularly normally save
   buck bucks dollar dollars usd cents money expired oos tax rating ratings rated star stars bundle lightning`,
  shop: "amazon kickstarter ebay etsy walmart newegg indiegogo aliexpress target costco bestbuy thinkgeek woot frys microcenter tiktok instagram pinterest shapeways quirky",
} as const;

export type NameWordClass = keyof typeof CLASSES;

const CLASSES_OF = new Map<string, NameWordClass[]>();
for (const [name, words] of Object.entries(CLASSES) as [NameWordClass, string][]) {
  for (const word of words.split(/\s+/)) CLASSES_OF.set(word, [...(CLASSES_OF.get(word) ?? []), name]);
}

/** The classes a word belongs to; none for the words that things are called by. */
export function classesOf(word: string): readonly NameWordClass[] {
  return CLASSES_OF.get(word) ?? [];
}

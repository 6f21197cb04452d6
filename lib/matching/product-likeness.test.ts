import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isProductLike } from "./product-likeness";

/**
 * Search terms and hashtags, labelled by hand before the rules were written: does the term name goods that a shop could
 * ship? Invented for this purpose, none taken from a recording. Every other one of each list is held out: the rules were
 * only ever looked at against the first, third, fifth … of each.
 */
const GOODS = `
portable blender|#cloudslippers|iphone 18 pro|split keyboard|stanley tumbler|air fryer|nintendo switch 2|heated blanket|#icerollerface|walking pad|
labubu blind box|gta 6|red light therapy mask|ninja creami|samsung galaxy s26|#sunsetlamp|weighted vest|owala water bottle|claw clips|pokemon cards|
lego flower bouquet|dyson airwrap|mushroom lamp|#heatlesscurls|snail mucin serum|airpods pro 3|electric spin scrubber|bluetooth speaker|satin pillowcase|dubai chocolate bar|
meta quest 4|magnetic eyelashes|cat water fountain|#miniprojector|ergonomic office chair|christmas tree with lights|halloween costume|advent calendar 2026|led strip lights|robot vacuum|
crocs platform clogs|new balance 9060|adidas samba shoes|matcha whisk set|vegetable chopper|#waterflosser|silk bonnet|kindle paperwhite|ps5 controller|xbox handheld|
fidget spinner|squishmallow plush|pickleball paddle|yoga mat|protein powder|collagen gummies|retinol cream|lip stain|brow gel|nail stickers|
press on nails|#pressonnails|hair claw|scalp massager|jade roller|gua sha stone|blackout curtains|shower head filter|bath mat|storage bins|
drawer organizer|spice rack|knife set|cast iron skillet|dutch oven|rice cooker|espresso machine|milk frother|cold brew maker|electric kettle|
dash cam|phone holder for car|magsafe wallet|usb c charger|power bank|portable monitor|mechanical keyboard|gaming mouse|steam deck|mario kart world|
carhartt beanie|lululemon belt bag|ugg slippers|birkenstock clogs|levis jeans|linen dress|cargo pants|puffer jacket|running shoes|hiking boots|
dog harness|automatic litter box|#dogbed|puppy training pads|baby monitor|stroller fan|breast pump|magnetic tiles|kids scooter|bubble machine|
camping chair|inflatable kayak|golf rangefinder|resistance bands|foam roller|bike helmet|fishing rod|tent heater|solar lights outdoor|pizza oven|
pixel 11|macbook air m5|apple watch ultra 4|ray ban meta glasses|roomba combo|instant pot|kitchenaid mixer|yeti cooler|stanley cup pink|hydro flask
`;
const NOT_GOODS = `
taylor swift|lakers vs celtics|wordle hints|hurricane milton path|super bowl 2026|powerball numbers|stranger things season 5|powell speech|tesla stock|nobel peace prize|
#fyp|#viral|#foryoupage|#london|#ramadan2026|#messi|premier league table|manchester united|#kdrama|wicked movie|
government shutdown|student loan forgiveness|gas prices|earthquake today|election results|college football playoff|nfl draft|ufc 320|world cup qualifiers|us open tennis|
oscar nominations|grammy winners|taylor swift wedding|zendaya|timothee chalamet|bad bunny halftime show|sabrina carpenter tour|coldplay tickets|glastonbury lineup|coachella|
nike|starbucks|samsung|walmart|costco hours|target black friday|amazon prime day|black friday deals|cyber monday|christmas eve|
thanksgiving recipes|easter sunday|mothers day|daylight saving time|solar eclipse|northern lights tonight|snow forecast|tornado warning|school closures|meteor shower|
new york weather|paris|japan earthquake|heathrow airport|american airlines flight|train strike|power outage|verizon outage|chatgpt down|youtube down|
supreme court ruling|trump tariffs|white house|senate vote|mayor election|police chase|amber alert|plane crash|murder trial|missing hiker|
powerball|mega millions|lottery results|tax refund|social security increase|minimum wage|interest rates|bitcoin price|nvidia earnings|s&p 500|
#dogsoftiktok|#catsoftiktok|#dancechallenge|#gymmotivation|#momlife|#booktok|#cleantok|#recipe|#weekendvibes|#unicornfrappuccino|
the bear season 4|love island|survivor|dancing with the stars|the voice finale|squid game|one piece anime|demon slayer|dune part three|toy story 5|
golden globes|met gala|miss universe|eurovision|tour de france|wimbledon final|masters golf leaderboard|kentucky derby|world series game 7|cubs score|
dodgers|chiefs|ravens vs bills|real madrid|lebron james|patrick mahomes|caitlin clark|ronaldo|simone biles|tiger woods|
how to tie a tie|what is labor day|banana bread recipe|chicken soup recipe|best hikes near me|pumpkin patch near me|nail salon near me|car accident|dog attack|book club|
coffee shop near me|pizza delivery|chair yoga|table tennis olympics|basketball|football|cup final|ring of fire|phone number lookup|bed bath and beyond closing|
kindle unlimited subscription|xbox game pass|steam gift card|netflix gift card|apple event|google outage|microsoft layoffs|ikea recall|boeing|openai
`;

type Labelled = { term: string; goods: boolean; heldOut: boolean };
const listed = (text: string, goods: boolean): Labelled[] =>
  text
    .split("|")
    .map((term) => term.trim())
    .filter(Boolean)
    .map((term, index) => ({ term, goods, heldOut: index % 2 === 1 }));
const LABELLED = [...listed(GOODS, true), ...listed(NOT_GOODS, false)];

const taken = ({ term }: Labelled) => isProductLike({ kind: "term", title: term }).product;

/** Share of the terms taken for goods that are, and share of the goods that were taken. */
function measure(terms: readonly Labelled[]): { precision: number; recall: number } {
  const chosen = terms.filter(taken);
  const right = chosen.filter(({ goods }) => goods).length;
  const wanted = terms.filter(({ goods }) => goods).length;
  return { precision: right / Math.max(1, chosen.length), recall: right / Math.max(1, wanted) };
}

describe("which search terms become products", () => {
  it("is right about most of what it takes, also among terms the rules never saw", () => {
    const seen = measure(LABELLED.filter(({ heldOut }) => !heldOut));
    const heldOut = measure(LABELLED.filter((labelled) => labelled.heldOut));
    const shown = ({ precision, recall }: { precision: number; recall: number }) =>
      `precision ${(100 * precision).toFixed(1)}%, recall ${(100 * recall).toFixed(1)}%`;
    process.stdout.write(
      `product-likeness of ${LABELLED.length} terms: ${shown(seen)}; held out: ${shown(heldOut)}\n`,
    );
    for (const { precision, recall } of [seen, heldOut]) {
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.85);
    }
    expect(LABELLED.length).toBeGreaterThanOrEqual(200);
  });
});

const TAGS = path.resolve(
  import.meta.dirname,
  "../../../shared/captures/tiktok/my-hashtags-flattened-2025-05.csv",
);

it.skipIf(!existsSync(TAGS))(
  "of sixty recorded hashtags, all of films, exams, clubs and looks, none becomes a product",
  () => {
    const tags = readFileSync(TAGS, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .flatMap((line) => line.split(",")[1] ?? []);
    expect(tags).toHaveLength(60);
    expect(tags.filter((tag) => isProductLike({ kind: "term", title: `#${tag}` }).product)).toEqual([]);
  },
);

describe("rules that are worth a name", () => {
  const likeness = (title: string, category?: string) => isProductLike({ kind: "term", title, category });

  it("what Google files under news is no product, whatever its words; what a board of goods is called says nothing", () => {
    expect(likeness("table lamp", "Sports searches").product).toBe(false);
    expect(likeness("table lamp", "Shopping searches").product).toBe(true);
    expect(likeness("table lamp", "Sports").product).toBe(true);
  });

  it.each(["iphone 18 release date", "gta 6 trailer", "ps5 not working", "iphone 17 vs iphone 18"])(
    "“%s” talks about a thing",
    (term) => {
      expect(likeness(term).product).toBe(false);
    },
  );

  it.each([
    "what is a dutch oven",
    "nail polish near me",
    "super bowl",
    "best air fryer?",
    "table lamp ideas",
    "#desksetupinspo",
  ])("“%s” is no thing", (term) => {
    expect(likeness(term).product).toBe(false);
  });

  it.each(["#cloudslippers", "cloud slippers pink", "cloud slippers women", "cloud slippers dupe"])(
    "“%s” is one, whatever stands behind the thing itself",
    (term) => {
      expect(likeness(term).product).toBe(true);
    },
  );

  it("answers in time on text made to hurt", () => {
    const hostile = [
      "pink ".repeat(20_000),
      "iphone ".repeat(20_000),
      " 2026".repeat(20_000),
      `best ${"a ".repeat(40_000)}near`,
    ];
    const started = performance.now();
    for (const title of hostile) expect(typeof likeness(title).why).toBe("string");
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

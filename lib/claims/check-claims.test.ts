import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claim } from "@/lib/core/evidence";
import { checkClaims, type ClaimEvidence } from "./check-claims";

const EVIDENCE: ClaimEvidence[] = [
  { id: "E1", metric: "title", text: "Title: Norvik Split Keyboard 75 Pro, 2 pack", value: null, unit: null },
  { id: "E2", metric: "price", text: "Price at Amazon Best Sellers: $42.99.", value: 42.99, unit: "USD" },
  { id: "E3", metric: "price", text: "Price at Amazon Deals: AED 157.90.", value: 157.9, unit: "AED" },
  { id: "E4", metric: "rank", text: "Rank 7 of 50 in Computers.", value: 7, unit: "rank" },
  { id: "E5", metric: "rating", text: "Rated 4.46 out of 5 stars.", value: 4.46, unit: "stars" },
  { id: "E6", metric: "review-count", text: "2,310 reviews.", value: 2310, unit: "count" },
  {
    id: "E7",
    metric: "competing-listings",
    text: "About 140 competing listings on Amazon.",
    value: 140,
    unit: "count",
  },
  {
    id: "E8",
    metric: "growth-yoy",
    text: "Search interest grew 320% year on year.",
    value: 3.2,
    unit: "fraction",
  },
  { id: "E9", metric: "growth-mom", text: "Saves fell 12% month on month.", value: -0.12, unit: "fraction" },
  {
    id: "E10",
    metric: "search-volume",
    text: "200,000 searches in 24 hours.",
    value: 200_000,
    unit: "count",
  },
  {
    id: "E11",
    metric: "cost",
    text: "Wholesale quote: $4.10 to $5.60 per unit at MOQ 100, lead time 28 days.",
    value: 5.6,
    unit: "USD",
    range: [4.1, 5.6],
  },
  { id: "E12", metric: "margin-likely", text: "Likely margin 31.85%.", value: 31.85, unit: "percent" },
  {
    id: "E13",
    metric: "web",
    text: "A market of 1.2 billion dollars in 2025; return rate 0.11; recalled on 2026-03-14.",
    value: null,
    unit: null,
  },
  {
    id: "E14",
    metric: "series",
    text: "52 weekly points, last 64.",
    value: 64,
    unit: null,
    points: [
      ["2026-10-03", 31],
      ["2026-11-14", 64],
    ],
  },
  { id: "E15", metric: "views", text: "4.7 million views.", value: 4_700_000, unit: "count" },
  { id: "E16", metric: "source-count", text: "Seen in 3 sources.", value: 3, unit: "count" },
  { id: "E17", metric: "margin-low", text: "Margin in the bad case: -4.08%.", value: -4.08, unit: "percent" },
  { id: "E18", metric: "web", text: "Es gibt 1.299 Bewertungen, Preis 24,90 €.", value: null, unit: null },
  { id: "E19", metric: "web", text: "Weighs 454 g and holds 20 oz.", value: null, unit: null },
  { id: "E20", metric: "upvotes", text: "640 upvotes and 85 comments on Reddit.", value: 640, unit: "count" },
];

function claim(
  text: string,
  evidence: string[],
  value: number | null = null,
  unit: string | null = null,
): Claim {
  return { text, value, unit, evidence };
}

function judged(one: Claim) {
  const [checked] = checkClaims([one], EVIDENCE);
  if (!checked) throw new Error("no answer");
  return checked;
}

const HONEST: Claim[] = [
  claim("It sells for $42.99.", ["E2"], 42.99, "USD"),
  claim("The price of USD 42.99 is in the usual band.", ["E2"]),
  claim("It costs about $43.", ["E2"], 43, "USD"),
  claim("At 157.90 AED it is dearer elsewhere.", ["E3"], 157.9, "AED"),
  claim("It ranks #7 of 50.", ["E4"], 7, "rank"),
  claim("It stands 7th in its list.", ["E4"]),
  claim("A rating of 4.5 stars.", ["E5"], 4.5, "stars"),
  claim("Rated 4.46/5 by 2,310 reviews.", ["E5", "E6"]),
  claim("There are 2.3k reviews.", ["E6"], 2310, "count"),
  claim("There are roughly 2,300 reviews.", ["E6"]),
  claim("More than 2,000 reviews.", ["E6"]),
  claim("140 rival listings compete.", ["E7"], 140, "listings"),
  claim("Interest grew 4.2-fold in a year.", ["E8"], 4.2, "x"),
  claim("Interest is up 320%.", ["E8"], 320, "percent"),
  claim("Interest rose by 320 percent.", ["E8"], 3.2, "fraction"),
  claim("Saves fell 12%.", ["E9"], 12, "percent"),
  claim("Saves changed by -12%.", ["E9"], -0.12, "fraction"),
  claim("200K searches a day.", ["E10"], 200_000, "count"),
  claim("0.2 million searches.", ["E10"]),
  claim("Quotes run from $4.10 to $5.60 a unit.", ["E11"], 5.6, "USD"),
  claim("Quotes of $4.10–5.60.", ["E11"]),
  claim("It arrives in 4 weeks.", ["E11"], 28, "days"),
  claim("The smallest order is 100.", ["E11"], 100, null),
  claim("The likely margin is 32%.", ["E12"], 31.85, "percent"),
  claim("The likely margin is 31.9%.", ["E12"]),
  claim("11% come back.", ["E13"], 0.11, null),
  claim("A market of $1.2bn.", ["E13"], 1_200_000_000, "USD"),
  claim("A recall was announced on 14 March 2026.", ["E13"]),
  claim("A recall in March 2026.", ["E13"]),
  claim("The market figure is of 2025.", ["E13"]),
  claim("A year of history, now at 64.", ["E14"], 64, null),
  claim("From 31 to 64 within the record of 52 weeks.", ["E14"]),
  claim("4,700,000 views.", ["E15"], 4.7e6, "views"),
  claim("Three sources agree.", ["E16"], 3, "sources"),
  claim("The bad case is a margin of -4.08%.", ["E17"], -4.08, "percent"),
  claim("1,299 reviews at €24.90.", ["E18"]),
  claim("It weighs 0.454 kg.", ["E19"]),
  claim("It weighs 1 lb.", ["E19"]),
  claim("640 upvotes and 85 comments.", ["E20"], 640, "upvotes"),
  claim("The Split Keyboard 75 sells for $42.99.", ["E2"]),
  claim("Interest grew 320% year on year.", ["E8"]),
  claim("Saves fell 12% month on month.", ["E9"]),
  claim("People like how it feels.", ["E20"]),
];

describe("honest claims", () => {
  it.each(HONEST.map((one) => [one.text, one] as const))("lets stand: %s", (_, one) => {
    expect(judged(one)).toMatchObject({ supported: true });
  });
});

/** Each kind of alteration with claims that must all be struck. */
const FABRICATED: Record<string, Claim[]> = {
  "digit changed": [claim("It sells for $43.99.", ["E2"]), claim("2,810 reviews.", ["E6"])],
  "digits swapped": [claim("It sells for $24.99.", ["E2"]), claim("3,210 reviews.", ["E6"])],
  "digit dropped": [claim("231 reviews.", ["E6"]), claim("20,000 searches.", ["E10"])],
  "digit added": [claim("23,100 reviews.", ["E6"]), claim("1,400 competing listings.", ["E7"])],
  "decimal point moved": [claim("It sells for $4.299.", ["E2"]), claim("The margin is 3.185%.", ["E12"])],
  "decimal point lost": [claim("It sells for $4299.", ["E2"])],
  "rounded too far": [
    claim("About 2,000 reviews.", ["E6"]),
    claim("2k reviews.", ["E6"]),
    claim("$40.", ["E2"]),
  ],
  "rounded the wrong way": [claim("4.4 stars.", ["E5"]), claim("A margin of 31%.", ["E12"])],
  "round without saying so": [claim("There are 2,300 reviews.", ["E6"])],
  "currency changed": [
    claim("It sells for €42.99.", ["E2"]),
    claim("It sells for £42.99.", ["E2"]),
    claim("$157.90.", ["E3"]),
  ],
  "currency of the value changed": [claim("The price.", ["E2"], 42.99, "EUR")],
  "percent for fraction": [claim("0.11% come back.", ["E13"]), claim("3.2% growth.", ["E8"])],
  "fraction read as percent in the value": [
    claim("Growth.", ["E8"], 3.2, "percent"),
    claim("Margin.", ["E12"], 0.3185, "percent"),
  ],
  "percent read as a fraction": [claim("Margin.", ["E12"], 31.85, "x")],
  "growth turned around": [claim("Interest fell 320%.", ["E8"]), claim("Saves rose 12%.", ["E9"])],
  "sign lost": [
    claim("The bad case is a margin of 4.08%.", ["E17"], 4.08, "percent"),
    claim("A change of +12%.", ["E9"]),
  ],
  "sign added": [claim("A margin of -31.85%.", ["E12"])],
  "fold for percent": [claim("Interest grew 320-fold.", ["E8"]), claim("It grew 3.2-fold.", ["E8"])],
  multiplied: [claim("Interest doubled.", ["E8"]), claim("Interest tripled.", ["E8"])],
  "thousand for million": [claim("4.7 thousand views.", ["E15"]), claim("4.7k views.", ["E15"])],
  "billion for million": [claim("4.7 billion views.", ["E15"]), claim("A market of $1.2 million.", ["E13"])],
  "unit of time changed": [
    claim("It arrives in 28 weeks.", ["E11"]),
    claim("It arrives in 4 days.", ["E11"]),
    claim("28 hours.", ["E11"]),
  ],
  "month for week": [claim("It arrives in 4 months.", ["E11"])],
  "unit of weight changed": [claim("It weighs 454 kg.", ["E19"]), claim("It weighs 454 lb.", ["E19"])],
  "another thing counted": [
    claim("2,310 upvotes.", ["E6"]),
    claim("140 reviews.", ["E7"]),
    claim("640 comments.", ["E20"]),
  ],
  "count for percent": [claim("140% of listings.", ["E7"]), claim("2,310% more.", ["E6"])],
  "count for money": [claim("$140.", ["E7"]), claim("$2,310.", ["E6"])],
  "rank for rating": [claim("7 stars.", ["E4"]), claim("Rank 4.", ["E5"])],
  "rank changed": [
    claim("It ranks #1.", ["E4"]),
    claim("It ranks #17.", ["E4"]),
    claim("It ranks 3rd.", ["E4"]),
  ],
  "list size changed": [claim("Rank 7 of 500.", ["E4"])],
  "end of range changed": [claim("$4.10 to $6.50 a unit.", ["E11"]), claim("Quotes of $3.10–5.60.", ["E11"])],
  "made up inside the range": [claim("$4.80 a unit.", ["E11"])],
  "true number, wrong evidence": [claim("It sells for $42.99.", ["E3"]), claim("2,310 reviews.", ["E7"])],
  "one of two numbers made up": [
    claim("640 upvotes and 95 comments.", ["E20"]),
    claim("From 13 to 64.", ["E14"]),
  ],
  "evidence that does not exist": [
    claim("It sells for $42.99.", ["E99"]),
    claim("It sells for $42.99.", ["E2", "E99"]),
  ],
  "no evidence": [claim("It sells for $42.99.", []), claim("Everybody loves it.", [])],
  "number word changed": [claim("Five sources agree.", ["E16"]), claim("Seen in two sources.", ["E16"])],
  "date changed": [claim("Recalled on 14 April 2026.", ["E13"]), claim("Recalled on 2026-03-15.", ["E13"])],
  "year changed": [
    claim("The market figure is of 2024.", ["E13"]),
    claim("A recall in March 2025.", ["E13"]),
  ],
  "value does not match its text": [claim("2,310 reviews.", ["E6"], 2320, "count")],
  "bound not kept": [claim("More than 3,000 reviews.", ["E6"]), claim("Under 2,000 reviews.", ["E6"])],
  "far bound": [claim("More than 20 reviews.", ["E6"])],
  "number out of nowhere": [
    claim("Buyers are 34 years old.", ["E6"]),
    claim("A profit of $9.75 a unit.", ["E2"]),
  ],
  "separators of the other locale abused": [
    claim("12,99 € a piece.", ["E18"]),
    claim("12.990 reviews.", ["E18"]),
  ],
  "points for percent": [claim("A margin of 31.85 percentage points.", ["E12"])],
  "span of the comparison changed": [
    claim("Interest grew 320% month on month.", ["E8"]),
    claim("Saves fell 12% in a year.", ["E9"]),
  ],
  "weight a little off": [claim("It weighs 0.458 kg.", ["E19"])],
  "list of another length": [claim("It ranks #7 of 10.", ["E4"])],
  "thousands read as decimals": [claim("More than 2,000 reviews.", ["E8"])],
  "not a number": [claim("The price.", ["E2"], Number.NaN, "USD")],
};

describe("planted fabrications", () => {
  it("covers at least thirty kinds of alteration", () => {
    expect(Object.keys(FABRICATED).length).toBeGreaterThanOrEqual(30);
  });

  it.each(
    Object.entries(FABRICATED).flatMap(([kind, claims]) =>
      claims.map((one) => [kind, one.text, one] as const),
    ),
  )("strikes %s: %s", (_kind, _text, one) => {
    expect(judged(one)).toMatchObject({ supported: false });
  });

  it("strikes every change of a single digit in an exact claim, but for roundings that hold as well", () => {
    const exact = HONEST.filter((one) => !/more than|roughly|about|keyboard 75/i.test(one.text));
    const survivors: string[] = [];
    let tried = 0;
    for (const one of exact) {
      for (const { index, 0: digit } of one.text.matchAll(/\d/g)) {
        for (const other of "0123456789".replace(digit, "")) {
          tried += 1;
          const text = one.text.slice(0, index) + other + one.text.slice(index + 1);
          if (judged({ ...one, text, value: null }).supported) survivors.push(text);
        }
      }
    }
    expect(tried).toBeGreaterThan(1_000);
    expect(survivors.length / tried, survivors.join("\n")).toBeLessThan(0.005);
  });

  it("names the part that is not supported", () => {
    expect(judged(claim("640 upvotes and 95 comments.", ["E20"])).reason).toContain("95");
  });

  it("strikes any other price and lets the true one stand, however it is written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 9_999_999 }),
        fc.integer({ min: 1, max: 9_999_999 }),
        (cents, other) => {
          const evidence = [{ id: "E1", text: `Price ${(cents / 100).toFixed(2)} EUR` }];
          const written = (locale: string, amount: number) =>
            `It costs ${(amount / 100).toLocaleString(locale, { minimumFractionDigits: 2 })} EUR.`;
          for (const locale of ["en-US", "de-DE", "en-IN", "fr-FR"]) {
            expect(checkClaims([claim(written(locale, cents), ["E1"])], evidence)[0]?.supported).toBe(true);
            if (other !== cents) {
              expect(checkClaims([claim(written(locale, other), ["E1"])], evidence)[0]?.supported).toBe(
                false,
              );
            }
          }
        },
      ),
    );
  });

  it("never throws on hostile text and keeps every claim, in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 200, unit: "binary" })),
        fc.string({ maxLength: 200 }),
        (texts, known) => {
          const checked = checkClaims(
            texts.map((text) => claim(text, ["E1"])),
            [{ id: "E1", text: known }],
          );
          expect(checked.map((one) => one.text)).toEqual(texts);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("stays fast on long runs of digits and separators", () => {
    const started = performance.now();
    checkClaims(
      [claim("1,234,".repeat(2_000) + "1.".repeat(2_000) + "$ -".repeat(2_000), ["E1"])],
      [{ id: "E1", text: "7 ".repeat(4_000) }],
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("an item of two shops with the price of one as its value", () => {
  const text = "Amazon lists it at $29.99, Walmart at $34.50.";
  const item: ClaimEvidence = { id: "E1", metric: "price", text, value: 29.99, unit: "USD" };
  const isSupported = (said: string) =>
    checkClaims([claim(said, ["E1"], 29.99, "USD")], [item])[0]?.supported;

  it("gives the value to the shop that its text names", () => {
    expect(isSupported("Amazon sells it for $29.99.")).toBe(true);
    expect(isSupported("It sells for $29.99.")).toBe(true);
    expect(isSupported("Walmart sells it for $29.99.")).toBe(false);
  });
});

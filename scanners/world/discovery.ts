/** What the web of the sample world answers when asked what is trending. */
import { DAY_MS } from "@/lib/core/clock";
import { webAddress } from "./addresses";
import { AMAZON_LISTS } from "./thing";
import type { SampleWebResult } from "./web";
import { PRODUCTS } from "./things";

type SampleQuestion = "viral-now" | "trending-week" | "tiktok-trends" | "amazon-hot";

type SampleAnswer = {
  products: {
    name: string;
    category: string;
    priceLow: number;
    priceHigh: number;
    currency: string;
    trendStrength: string;
    evidence: SampleWebResult[];
  }[];
  keywords: { keyword: string; category: string; trendStrength: string; urls: string[] }[];
};

type Strength = "viral" | "rising" | "steady";
type Keyword = readonly [keyword: string, category: string, strength: Strength];

const NAMED: Record<
  SampleQuestion,
  { slugs: readonly string[]; strength: Strength; keywords: readonly Keyword[] }
> = {
  "viral-now": {
    slugs: ["mushroom-lamp", "weighted-goose"],
    strength: "viral",
    keywords: [
      ["mushroom lamp", "Home", "viral"],
      ["weighted plush goose", "Toys", "viral"],
      ["insulated handle tumbler", "Kitchen", "viral"],
      ["lick mat", "Pets", "steady"],
      ["marble run", "Toys", "rising"],
      ["sauna blanket", "Wellness", "rising"],
      ["cozy lighting", "Home", "rising"],
    ],
  },
  "trending-week": {
    slugs: ["split-keyboard", "herb-planter"],
    strength: "rising",
    keywords: [
      ["split keyboard", "Electronics", "rising"],
      ["countertop herb planter", "Garden", "rising"],
      ["standing desk accessories", "Office", "steady"],
      ["under desk walking pad", "Fitness", "steady"],
      ["ceramic matcha set", "Kitchen", "rising"],
      ["self heating pet bed", "Pets", "rising"],
      ["book nook puzzle", "Hobby", "rising"],
    ],
  },
  "tiktok-trends": {
    slugs: ["book-nook", "handle-tumbler"],
    strength: "viral",
    keywords: [
      ["magnetic phone tripod", "Electronics", "rising"],
      ["scalp massager", "Beauty", "viral"],
      ["sticker printer", "Toys", "viral"],
      ["heatless curls", "Beauty", "steady"],
      ["portable espresso", "Kitchen", "rising"],
      ["cloud slippers", "Fashion", "steady"],
      ["cordless jump rope", "Fitness", "rising"],
    ],
  },
  "amazon-hot": {
    slugs: ["spice-rack"],
    strength: "rising",
    keywords: [
      ["magnetic spice rack", "Kitchen", "rising"],
      ["sunrise alarm", "Home", "steady"],
      ["open ear headphones", "Electronics", "rising"],
      ["cat fountain", "Pets", "rising"],
      ["lip mask", "Beauty", "steady"],
      ["shower filter", "Home", "rising"],
      ["retractable charger", "Electronics", "steady"],
    ],
  },
};

/** Products as a web answer names them, with the pages it read, and seven keywords. The answer's dates follow `now`. */
export function answerSampleQuestion(question: SampleQuestion, now: Date): SampleAnswer {
  const { slugs, strength, keywords } = NAMED[question];
  const date = new Date(now.getTime() - 2 * DAY_MS).toISOString().slice(0, 10);
  const products = PRODUCTS.filter(({ slug }) => slugs.includes(slug)).map(({ slug, name, price, seen }) => {
    const list = seen["amazon-best-sellers"]?.list;
    return {
      name,
      category: list === undefined ? "Other" : AMAZON_LISTS[list],
      priceLow: Math.floor(price * 0.9),
      priceHigh: Math.ceil(price * 1.15),
      currency: "USD",
      trendStrength: strength,
      evidence: [
        {
          url: webAddress("trends", slug),
          title: `Seen everywhere this week: ${name}`,
          snippet: `Shops and feeds name the ${name} again and again; offers stand between $${Math.floor(price * 0.9)} and $${Math.ceil(price * 1.15)}.`,
          date,
        },
      ],
    };
  });
  return {
    products,
    keywords: keywords.map(([keyword, category, trendStrength]) => ({
      keyword,
      category,
      trendStrength,
      urls: [webAddress("trends", keyword.replaceAll(" ", "-"))],
    })),
  };
}

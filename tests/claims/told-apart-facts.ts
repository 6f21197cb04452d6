/** Facts that name two of a kind with a number each: shops, products, months, lands, sizes of order, versions, marks. */
import type { Random } from "./random";
import { rounded, written, type FactKind, type Stated } from "./fact-kind";

/** Two numbers, the second far enough above the first to be another one however it is rounded. */
function two(random: Random, low: number, high: number, decimals: number): Stated {
  const n = random.whole(low, high) / 10 ** decimals;
  return { n, m: Number((n * (1.3 + random.whole(0, 60) / 100)).toFixed(decimals)) };
}
const usd = (value: number | undefined) => `$${(value ?? 0).toFixed(2)}`;

export const TOLD_APART_FACTS: FactKind[] = [
  {
    name: "price at two shops",
    draw: (random) => two(random, 799, 14_999, 2),
    evidence: [
      ({ n, m }) => `Amazon lists it at ${usd(n)}, Walmart at ${usd(m)}.`,
      ({ n, m }) => `${usd(n)} on Amazon and ${usd(m)} at Walmart.`,
      ({ n, m }) => `Amazon: ${usd(n)}; Walmart: ${usd(m)}`,
      ({ n, m }) => `Amazon (${usd(n)}) and Walmart (${usd(m)}) carry it.`,
    ],
    honest: [
      ({ n }) => ({ text: `Amazon sells it for ${usd(n)}.`, value: n, unit: "USD" }),
      ({ m }) => ({ text: `It is ${usd(m)} at Walmart.` }),
      ({ n }) => ({ text: `One shop asks ${usd(n)}.`, value: n, unit: "USD" }),
      ({ n, m }) => ({ text: `Walmart's ${usd(m)} is above the ${usd(n)} that Amazon asks.` }),
    ],
    falsified: {
      "shops swapped": ({ n }) => ({ text: `Walmart sells it for ${usd(n)}.`, value: n, unit: "USD" }),
      "both shops swapped": ({ n, m }) => ({ text: `Amazon asks ${usd(m)} and Walmart ${usd(n)}.` }),
      "a third shop": ({ n }) => ({ text: `It is ${usd(n)} on eBay.` }),
      "dearer called the cheapest": ({ m }) => ({ text: `The cheapest offer is ${usd(m)}.` }),
      "cheaper called the highest": ({ n }) => ({ text: `The highest price is ${usd(n)}.` }),
      "difference derived": ({ n, m = 0 }) => ({ text: `Walmart is ${usd(m - n)} dearer.` }),
      "mean derived": ({ n, m = 0 }) => ({ text: `On average it costs ${usd((n + m) / 2)}.` }),
      "sum derived": ({ n, m = 0 }) => ({ text: `Together they ask ${usd(n + m)}.` }),
      "share of the other derived": ({ n, m = 1 }) => ({
        text: `Amazon is ${Math.round(100 * (1 - n / m)) + 1}% cheaper than Walmart.`,
      }),
    },
  },
  {
    name: "rating of two models",
    draw: (random) => ({ n: random.whole(40, 49) / 10, m: random.whole(25, 36) / 10 }),
    evidence: [
      ({ n, m }) => `The X200 has ${n} stars, the X300 ${m}.`,
      ({ n, m }) => `${n} stars for the X200 and ${m} stars for the X300.`,
      ({ n, m }) => `X200: rated ${n} of 5. X300: rated ${m} of 5.`,
    ],
    honest: [
      ({ n }) => ({ text: `The X200 is rated ${n} stars.`, value: n, unit: "stars" }),
      ({ m }) => ({ text: `Buyers give the X300 ${m} out of 5.` }),
      ({ n, m }) => ({ text: `At ${n} stars the X200 is ahead of the X300 with ${m}.` }),
    ],
    falsified: {
      "models swapped": ({ m }) => ({ text: `The X200 is rated ${m} stars.`, value: m, unit: "stars" }),
      "both models swapped": ({ n, m }) => ({ text: `The X300 has ${n} stars, the X200 ${m}.` }),
      "a third model": ({ n }) => ({ text: `The X400 has ${n} stars.` }),
      "mean of two marks derived": ({ n, m = 0 }) => ({
        text: `They average ${((n + m) / 2).toFixed(2)} stars.`,
      }),
    },
  },
  {
    name: "sales of two months",
    draw: (random) => two(random, 210, 4_900, 0),
    evidence: [
      ({ n, m = 0 }) => `${written(n)} units sold in October and ${written(m)} units in November.`,
      ({ n, m = 0 }) => `October: ${written(n)} units sold. November: ${written(m)} units sold.`,
      ({ n, m = 0 }) => `In October it sold ${written(n)} units, in November ${written(m)} units.`,
    ],
    honest: [
      ({ n }) => ({ text: `${written(n)} units were sold in October.`, value: n, unit: "units" }),
      ({ m = 0 }) => ({ text: `In November sales reached ${written(m)} units.`, value: m, unit: "units" }),
      ({ n, m = 0 }) => ({ text: `Unit sales rose from ${written(n)} to ${written(m)}.` }),
    ],
    falsified: {
      "months swapped": ({ n }) => ({
        text: `In November ${written(n)} units were sold.`,
        value: n,
        unit: "units",
      }),
      "months added up": ({ n, m = 0 }) => ({ text: `It sold ${written(n + m)} units in two months.` }),
      "a third month": ({ n }) => ({ text: `In August ${written(n)} units were sold.` }),
    },
  },
  {
    name: "price in two lands",
    draw: (random) => two(random, 1_900, 9_900, 2),
    evidence: [
      ({ n, m = 0 }) => `In Germany it costs €${n.toFixed(2)}, in France €${m.toFixed(2)}.`,
      ({ n, m = 0 }) => `${written(n, "de-DE", 2)} € in Germany and ${written(m, "de-DE", 2)} € in France.`,
    ],
    honest: [
      ({ n }) => ({ text: `In Germany buyers pay €${n.toFixed(2)}.`, value: n, unit: "EUR" }),
      ({ m = 0 }) => ({ text: `It costs ${written(m, "fr-FR", 2)} € in France.` }),
    ],
    falsified: {
      "lands swapped": ({ n }) => ({ text: `In France buyers pay €${n.toFixed(2)}.`, value: n, unit: "EUR" }),
      "land and currency swapped": ({ n }) => ({ text: `In Germany buyers pay £${n.toFixed(2)}.` }),
    },
  },
  {
    name: "price of two order sizes",
    draw: (random) => {
      const { n, m = 0 } = two(random, 120, 900, 2);
      return { n: m, m: n };
    },
    evidence: [
      ({ n, m }) => `${usd(n)} per piece at 100 pcs and ${usd(m)} at 1,000 pcs.`,
      ({ n, m }) => `Quote: ${usd(n)} each for 100 units, ${usd(m)} each for 1,000 units.`,
    ],
    honest: [
      ({ n }) => ({ text: `A piece costs ${usd(n)} at 100 pieces.`, value: n, unit: "USD" }),
      ({ m }) => ({ text: `At 1,000 units each costs ${usd(m)}.` }),
      ({ m }) => ({ text: `The unit cost goes down to ${usd(m)}.` }),
    ],
    falsified: {
      "order sizes swapped": ({ m }) => ({
        text: `A piece costs ${usd(m)} at 100 pieces.`,
        value: m,
        unit: "USD",
      }),
      "unit price told per carton": ({ n }) => ({ text: `A carton costs ${usd(n)} per carton.` }),
      "unit price told per kilogram": ({ n }) => ({ text: `It costs ${usd(n)} per kilogram.` }),
      "order size inflated": ({ n }) => ({ text: `A piece costs ${usd(n)} at 10,000 pieces.` }),
    },
  },
  {
    name: "average and highest price",
    draw: (random) => two(random, 900, 9_900, 2),
    evidence: [
      ({ n, m }) => `Average price ${usd(n)}, highest price ${usd(m)}.`,
      ({ n, m }) => `The average offer is ${usd(n)}; the most expensive one is ${usd(m)}.`,
    ],
    honest: [
      ({ n }) => ({ text: `Offers average ${usd(n)}.`, value: n, unit: "USD" }),
      ({ m }) => ({ text: `The highest price is ${usd(m)}.` }),
      ({ m }) => ({ text: `Prices reach ${usd(m)}.` }),
    ],
    falsified: {
      "highest told as average": ({ m }) => ({
        text: `The average price is ${usd(m)}.`,
        value: m,
        unit: "USD",
      }),
      "average told as highest": ({ n }) => ({ text: `The highest price is ${usd(n)}.` }),
      "average told as median": ({ n }) => ({ text: `The median price is ${usd(n)}.` }),
      "average told as lowest": ({ n }) => ({ text: `The lowest price is ${usd(n)}.` }),
    },
  },
  {
    name: "share of women and men",
    draw: (random) => {
      const n = random.whole(56, 84);
      return { n, m: 100 - n };
    },
    evidence: [
      ({ n, m }) => `${n}% of women and ${m}% of men would buy it.`,
      ({ n, m }) => `Women: ${n}%. Men: ${m}%.`,
    ],
    honest: [
      ({ n }) => ({ text: `${n}% of women are interested.`, value: n, unit: "percent" }),
      ({ m = 0 }) => ({ text: `Among men it is ${m}%.`, value: m / 100, unit: "fraction" }),
    ],
    falsified: {
      "women told as men": ({ n }) => ({ text: `${n}% of men are interested.`, value: n, unit: "percent" }),
      "share told of children": ({ n }) => ({ text: `${n}% of children are interested.` }),
      "share told as a rise": ({ n }) => ({ text: `Interest of women rose ${n}% in a year.` }),
    },
  },
  {
    name: "total and weekly views",
    draw: (random) => ({ n: random.whole(120, 900) * 100_000, m: random.whole(11, 95) * 100_000 }),
    evidence: [
      ({ n, m = 0 }) => `${n / 1e6}M views in total, ${m / 1e6}M views in the last 7 days.`,
      ({ n, m = 0 }) => `${written(n)} views altogether; ${written(m)} views in the past week.`,
    ],
    honest: [
      ({ n }) => ({ text: `The clips have ${n / 1e6} million views in total.`, value: n, unit: "views" }),
      ({ m = 0 }) => ({
        text: `Over the past week it drew ${m / 1e6} million views.`,
        value: m,
        unit: "views",
      }),
      ({ m = 0 }) => ({ text: `${written(rounded(m, 2))} views in seven days.` }),
    ],
    falsified: {
      "total told of the week": ({ n }) => ({ text: `It drew ${n / 1e6} million views in the past week.` }),
      "week told as a day": ({ m = 0 }) => ({ text: `It draws ${m / 1e6} million views a day.` }),
      "week told as the total": ({ m = 0 }) => ({ text: `It has ${m / 1e6} million views in total.` }),
    },
  },
];

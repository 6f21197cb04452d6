/** Facts whose number holds only as it is bound: over a time, for each of something, of a whole, against something else. */
import { written, type FactKind } from "./fact-kind";

const PERIODS = [
  ["week", "weekly", "month", "monthly"],
  ["month", "monthly", "year", "annual"],
  ["day", "daily", "week", "weekly"],
];
const at = (word: string | undefined, index: number) =>
  (PERIODS.find(([name]) => name === word) ?? [])[index] ?? "";

export const BOUND_FACTS: FactKind[] = [
  {
    name: "sales of a period",
    draw: (random) => ({ n: random.whole(210, 9_800), word: random.pick(["week", "month", "day"]) }),
    evidence: [
      ({ n, word }) => `It sells ${written(n)} units a ${word}.`,
      ({ n, word }) => `${written(n)} units sold in the past ${word}.`,
      ({ n, word }) =>
        `${at(word, 1)} sales of ${written(n)} units`.replace(/^./, (first) => first.toUpperCase()),
    ],
    honest: [
      ({ n, word }) => ({ text: `${written(n)} units were sold in a ${word}.`, value: n, unit: "units" }),
      ({ n, word }) => ({ text: `It moves ${written(n)} units per ${word}.`, value: n, unit: "units" }),
      ({ n, word }) => ({ text: `A ${at(word, 1)} ${written(n)} units are sold.` }),
    ],
    falsified: {
      "period stretched": ({ n, word }) => ({ text: `It sells ${written(n)} units a ${at(word, 2)}.` }),
      "adverb of another period": ({ n, word }) => ({
        text: `It has ${at(word, 3)} sales of ${written(n)} units.`,
      }),
      "period told as an hour": ({ n }) => ({ text: `It sells ${written(n)} units an hour.` }),
      "sales called searches": ({ n, word }) => ({ text: `${written(n)} searches a ${word}.` }),
      "sales called customers": ({ n }) => ({ text: `It has ${written(n)} customers.` }),
      "sales denied": ({ n, word }) => ({ text: `It does not sell ${written(n)} units a ${word}.` }),
      "period multiplied out": ({ n, word }) => ({
        text: `It sells ${written(n * (word === "day" ? 7 : word === "week" ? 4 : 12))} units a ${at(word, 2)}.`,
      }),
    },
  },
  {
    name: "growth in days",
    draw: (random) => ({ n: random.whole(21, 89) }),
    evidence: [
      ({ n }) => `Views grew ${n}% in 7 days.`,
      ({ n }) => `Views are up ${n}% over the past week.`,
      ({ n }) => `Views: +${n}% week over week.`,
    ],
    honest: [
      ({ n }) => ({ text: `Views rose ${n}% in a week.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `Over the past week views climbed ${n}%.` }),
      ({ n }) => ({ text: `Views grew ${n}% week on week.`, value: n / 100, unit: "fraction" }),
    ],
    falsified: {
      "rise told as daily": ({ n }) => ({ text: `Views grow ${n}% a day.` }),
      "rise of a week told of a month": ({ n }) => ({ text: `Views rose ${n}% month over month.` }),
      "rise since another moment": ({ n }) => ({ text: `Views rose ${n}% since yesterday.` }),
      "rise told as a level": ({ n }) => ({ text: `${n}% of viewers buy it.`, value: -n, unit: "percent" }),
      "rise told as a lead": ({ n }) => ({ text: `It has ${n}% more views than its rivals.` }),
      "rise of views told of likes": ({ n }) => ({ text: `Likes on it reached ${n} likes.` }),
    },
  },
  {
    name: "rise since a month",
    draw: (random) => ({ n: random.whole(6, 48) }),
    evidence: [
      ({ n }) => `Prices rose ${n}% since January.`,
      ({ n }) => `Since January prices are up ${n}%.`,
    ],
    honest: [
      ({ n }) => ({ text: `Prices have climbed ${n}% since January.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `Prices are up ${n}%.` }),
    ],
    falsified: {
      "since another month": ({ n }) => ({ text: `Prices have climbed ${n}% since March.` }),
      "since last week": ({ n }) => ({ text: `Prices have climbed ${n}% since last week.` }),
      "rise called a price cut": ({ n }) => ({ text: `Prices were cut by ${n}% since January.` }),
    },
  },
  {
    name: "change from one price to another",
    draw: (random) => {
      const n = random.whole(1_900, 9_900) / 100;
      return { n, m: Number((n * (1.2 + random.whole(0, 60) / 100)).toFixed(2)) };
    },
    evidence: [
      ({ n, m = 0 }) => `The price rose from $${n.toFixed(2)} to $${m.toFixed(2)}.`,
      ({ n, m = 0 }) => `Price up from $${n.toFixed(2)} to $${m.toFixed(2)} since spring.`,
    ],
    honest: [
      ({ n, m = 0 }) => ({
        text: `The price climbed from $${n.toFixed(2)} to $${m.toFixed(2)}.`,
        value: m,
        unit: "USD",
      }),
      ({ m = 0 }) => ({ text: `It is now $${m.toFixed(2)}.` }),
    ],
    falsified: {
      "ends of a change swapped": ({ n, m = 0 }) => ({
        text: `The price fell from $${m.toFixed(2)} to $${n.toFixed(2)}.`,
      }),
      "end told as the size of the change": ({ m = 0 }) => ({ text: `The price rose by $${m.toFixed(2)}.` }),
      "start told as the end": ({ n }) => ({ text: `The price rose to $${n.toFixed(2)}.` }),
      "size of the change derived": ({ n, m = 0 }) => ({ text: `The price rose by $${(m - n).toFixed(2)}.` }),
    },
  },
  {
    name: "cheaper than rivals",
    draw: (random) => ({ n: random.whole(11, 42) }),
    evidence: [
      ({ n }) => `It is ${n}% cheaper than its rivals.`,
      ({ n }) => `Priced ${n}% below the category average.`,
      ({ n }) => `It undercuts competing listings by ${n}%.`,
    ],
    honest: [
      ({ n }) => ({ text: `It costs ${n}% less than comparable products.` }),
      ({ n }) => ({ text: `It is ${n}% cheaper than competitors.`, value: n, unit: "percent" }),
    ],
    falsified: {
      "cheaper told as dearer": ({ n }) => ({ text: `It is ${n}% more expensive than its rivals.` }),
      "sides of a comparison swapped": ({ n }) => ({ text: `Its rivals are ${n}% cheaper than it.` }),
      "comparison told as a discount": ({ n }) => ({ text: `It is discounted by ${n}%.` }),
      "comparison told as a fall": ({ n }) => ({ text: `Its price dropped ${n}% in a month.` }),
      "compared with another product": ({ n }) => ({ text: `It is ${n}% cheaper than the Norvik Pro.` }),
      "price compared told as weight": ({ n }) => ({ text: `It is ${n}% lighter than its rivals.` }),
    },
  },
  {
    name: "discount",
    draw: (random) => ({ n: random.whole(11, 65) }),
    evidence: [
      ({ n }) => `${n}% off the list price.`,
      ({ n }) => `Discount: ${n}%`,
      ({ n }) => `Reduced by ${n}%.`,
    ],
    honest: [
      ({ n }) => ({ text: `It is on sale at a ${n}% discount.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `Buyers get ${n}% off.` }),
    ],
    falsified: {
      "discount told as a comparison": ({ n }) => ({ text: `It is ${n}% cheaper than competing products.` }),
      "discount told as a margin": ({ n }) => ({ text: `It leaves a margin of ${n}%.` }),
      "discount told as what is left": ({ n }) => ({
        text: `It sells at a discount of ${100 - n === n ? n + 1 : 100 - n}%.`,
      }),
      "discount told as a rise": ({ n }) => ({ text: `The price was raised by ${n}%.` }),
      "discount told as dollars": ({ n }) => ({ text: `It is $${n} off.` }),
    },
  },
  {
    name: "cost of an action",
    draw: (random) => ({ n: random.whole(12, 290) / 100 }),
    evidence: [
      ({ n }) => `An ad costs $${n.toFixed(2)} per click.`,
      ({ n }) => `The ad cost is $${n.toFixed(2)} a click.`,
    ],
    honest: [
      ({ n }) => ({ text: `Ads cost $${n.toFixed(2)} per click.`, value: n, unit: "USD" }),
      ({ n }) => ({ text: `A click costs $${n.toFixed(2)}.` }),
    ],
    falsified: {
      "per click told per order": ({ n }) => ({ text: `Ads cost $${n.toFixed(2)} per order.` }),
      "per click told per view": ({ n }) => ({ text: `Ads cost $${n.toFixed(2)} per view.` }),
      "per click told a month": ({ n }) => ({ text: `Ads cost $${n.toFixed(2)} a month.` }),
      "dollars told as cents": ({ n }) => ({ text: `Ads cost ${n.toFixed(2)} cents per click.` }),
    },
  },
  {
    name: "share of buyers",
    draw: (random) => ({ n: random.whole(52, 94) }),
    evidence: [
      ({ n }) => `${n}% of buyers recommend it.`,
      ({ n }) => `A survey found that ${n} percent of customers would buy it again.`,
    ],
    honest: [
      ({ n }) => ({ text: `${n}% of customers are happy with it.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `${n} percent of shoppers stand behind it.` }),
    ],
    falsified: {
      "buyers told as reviews": ({ n }) => ({ text: `${n}% of reviews are happy with it.` }),
      "buyers told as sellers": ({ n }) => ({ text: `${n}% of sellers are happy with it.` }),
      "buyers told as orders": ({ n }) => ({ text: `${n}% of orders are happy with it.` }),
      "share told as a number": ({ n }) => ({ text: `${n} buyers are happy with it.` }),
      "share told as one in many": ({ n }) => ({ text: `Only one in ${n} buyers is happy with it.` }),
      "the rest told as the share": ({ n }) => ({ text: `${100 - n}% of buyers are happy with it.` }),
    },
  },
];

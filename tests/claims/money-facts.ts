/** Facts in money and percent: prices, costs, margins, growth, returns, discounts, market sizes. */
import { rounded, written, type FactKind } from "./fact-kind";

const euros = (n: number) => `${written(n, "de-DE", 2)} €`;

export const MONEY_FACTS: FactKind[] = [
  {
    name: "price",
    draw: (random) => ({ n: random.whole(799, 24_999) / 100 }),
    evidence: [
      ({ n }) => `Amazon Best Sellers: price ${n.toFixed(2)} USD.`,
      ({ n }) => `It is listed at $${written(n, "en-US", 2)} with free returns.`,
      ({ n }) => `Currently sold for US$${n.toFixed(2)} by the brand itself.`,
      ({ n }) => `Retail price: ${n.toFixed(2)} US dollars`,
    ],
    honest: [
      ({ n }) => ({ text: `It sells for $${n.toFixed(2)}.`, value: n, unit: "USD" }),
      ({ n }) => ({ text: `The price is ${n.toFixed(2)} dollars, inside the impulse band.` }),
      ({ n }) => ({ text: `Buyers pay USD ${n.toFixed(2)} for it.`, value: n, unit: "USD" }),
      ({ n }) => ({ text: `At ${written(n, "de-DE", 2)} USD it is easy to give as a present.` }),
      ({ n }) => ({
        text: `The asking price is about $${Math.round(n)}.`,
        value: Math.round(n),
        unit: "USD",
      }),
      ({ n }) => ({ text: "The price sits where shoppers expect it.", value: n, unit: "USD" }),
    ],
    falsified: {
      "currency changed": ({ n }) => ({ text: `It sells for €${n.toFixed(2)}.`, value: n, unit: "EUR" }),
      "dollar of another country": ({ n }) => ({ text: `It sells for CA$${n.toFixed(2)}.` }),
      "money read as percent": ({ n }) => ({ text: `Its margin is ${n.toFixed(2)}%.` }),
      "price called cost": ({ n }) => ({
        text: `The wholesale cost is $${n.toFixed(2)} a unit.`,
        value: n,
        unit: "USD",
      }),
      "currency of the value changed": ({ n }) => ({
        text: `It sells for $${n.toFixed(2)}.`,
        value: n,
        unit: "GBP",
      }),
      "value beside its text": ({ n }) => ({
        text: `It sells for $${n.toFixed(2)}.`,
        value: n + 5,
        unit: "USD",
      }),
      "rounded too far": ({ n }) => ({ text: `It costs roughly $${rounded(n * 1.2, 2)}.` }),
      "bound broken": ({ n }) => ({ text: `It sells for less than $${Math.floor(n * 0.9)}.` }),
    },
  },
  {
    name: "euro price",
    draw: (random) => ({ n: random.whole(100_000, 349_999) / 100 }),
    evidence: [
      ({ n }) => `Preis: ${euros(n)} inkl. MwSt.`,
      ({ n }) => `Offered at EUR ${written(n, "en-US", 2)}.`,
      ({ n }) => `€${written(n, "en-US", 2)} at the shop`,
    ],
    honest: [
      ({ n }) => ({ text: `It is offered at ${euros(n)}.`, value: n, unit: "EUR" }),
      ({ n }) => ({ text: `The price is €${written(n, "en-US", 2)}.`, value: n, unit: "EUR" }),
      ({ n }) => ({ text: `One pays ${written(n, "fr-FR", 2)} EUR.` }),
      ({ n }) => ({ text: `One pays ${written(n, "de-CH", 2)} euros.`, value: n, unit: "EUR" }),
    ],
    falsified: {
      "separator misread": ({ n }) => ({ text: `The price is €${(Math.floor(n) / 1000).toFixed(2)}.` }),
      "currency changed": ({ n }) => ({ text: `The price is $${written(n, "en-US", 2)}.` }),
      "separator misread in the value": ({ n }) => ({
        text: `The price is ${euros(n)}.`,
        value: n / 1000,
        unit: "EUR",
      }),
      "cents lost as hundreds": ({ n }) => ({ text: `The price is €${written(Math.round(n * 100))}.` }),
    },
  },
  {
    name: "cost range",
    draw: (random) => {
      const low = random.whole(200, 1_500) / 100;
      return { n: low, m: Number((low * 1.3).toFixed(2)) };
    },
    evidence: [
      ({ n, m = 0 }) => `Wholesale quote: $${n.toFixed(2)} to $${m.toFixed(2)} per unit.`,
      ({ n, m = 0 }) => `Factories quote between $${n.toFixed(2)} and $${m.toFixed(2)} a piece ex works.`,
      ({ n, m = 0 }) => `Supplier price $${n.toFixed(2)}–${m.toFixed(2)} each`,
    ],
    honest: [
      ({ n, m = 0 }) => ({
        text: `A unit costs $${n.toFixed(2)}–$${m.toFixed(2)} to buy in.`,
        value: m,
        unit: "USD",
      }),
      ({ n, m = 0 }) => ({ text: `Suppliers ask between $${n.toFixed(2)} and $${m.toFixed(2)}.` }),
      ({ n, m = 0 }) => ({ text: `Quotes run from USD ${n.toFixed(2)} to USD ${m.toFixed(2)}.` }),
      ({ m = 0 }) => ({ text: `Sourcing costs up to $${m.toFixed(2)} a unit.`, value: m, unit: "USD" }),
      ({ n }) => ({ text: `Sourcing starts at $${n.toFixed(2)} a unit.`, value: n, unit: "USD" }),
    ],
    falsified: {
      "range widened": ({ n, m = 0 }) => ({
        text: `Suppliers ask between $${(n * 0.7).toFixed(2)} and $${(m * 1.4).toFixed(2)}.`,
      }),
      "upper end moved": ({ n, m = 0 }) => ({
        text: `Suppliers ask $${n.toFixed(2)} to $${(m * 1.2).toFixed(2)}.`,
      }),
      "made up inside the range": ({ n, m = 0 }) => ({
        text: `A unit costs $${((n * 2 + m) / 3).toFixed(2)}.`,
      }),
      "cost called price": ({ m = 0 }) => ({
        text: `Its retail price is $${m.toFixed(2)}.`,
        value: m,
        unit: "USD",
      }),
      "upper end called the least": ({ m = 0 }) => ({ text: `Suppliers ask more than $${m.toFixed(2)}.` }),
    },
  },
  {
    name: "margin",
    draw: (random) => ({ n: random.whole(1_010, 5_990) / 100 }),
    evidence: [
      ({ n }) => `Margin, likely: ${n}% of the price.`,
      ({ n }) => `The calculation leaves a margin of ${n} percent.`,
      ({ n }) => `Net margin ${(n / 100).toFixed(4)}`,
    ],
    honest: [
      ({ n }) => ({ text: `The likely margin is ${n}%.`, value: n, unit: "percent" }),
      ({ n }) => ({
        text: `The margin comes to ${n} percent.`,
        value: Number((n / 100).toFixed(4)),
        unit: "fraction",
      }),
      ({ n }) => ({ text: `About ${Math.round(n)}% of the price is left as margin.` }),
      ({ n }) => ({ text: `A ${n.toFixed(1)}% margin.`, value: n, unit: "percent" }),
    ],
    falsified: {
      "percent for fraction": ({ n }) => ({ text: `The margin is ${(n / 100).toFixed(4)}%.` }),
      "sign flipped": ({ n }) => ({ text: `The margin is -${n}%.`, value: -n, unit: "percent" }),
      "margin called return rate": ({ n }) => ({
        text: `The return rate is ${n}%.`,
        value: n,
        unit: "percent",
      }),
      "percent called points": ({ n }) => ({ text: `A margin of ${n} percentage points.` }),
      "fraction given as percent in the value": ({ n }) => ({
        text: "The margin carries it.",
        value: Number((n / 100).toFixed(4)),
        unit: "percent",
      }),
      "money for percent": ({ n }) => ({ text: `The margin is $${n.toFixed(2)}.` }),
    },
  },
  {
    name: "growth",
    draw: (random) => ({ n: random.whole(21, 79) * 10 + 5 }),
    evidence: [
      ({ n }) => `Search interest grew ${n}% year on year.`,
      ({ n }) => `Google Trends: +${n}% against the year before.`,
      ({ n }) => `Searches are up ${n} percent in a year.`,
    ],
    honest: [
      ({ n }) => ({ text: `Search interest is up ${n}% in a year.`, value: n, unit: "percent" }),
      ({ n }) => ({
        text: `Searches rose by ${n} percent year over year.`,
        value: n / 100,
        unit: "fraction",
      }),
      ({ n }) => ({ text: `Interest grew ${(1 + n / 100).toFixed(2)}-fold.` }),
      ({ n }) => ({ text: `Interest is ${(1 + n / 100).toFixed(2)} times what it was a year ago.` }),
      ({ n }) => ({ text: `Demand climbed +${n}% YoY.`, value: n, unit: "%" }),
    ],
    falsified: {
      "direction flipped": ({ n }) => ({ text: `Search interest fell ${n}% in a year.` }),
      "sign flipped": ({ n }) => ({ text: `Search interest: -${n}% in a year.`, value: -n, unit: "percent" }),
      "fold for percent": ({ n }) => ({ text: `Interest grew ${n}-fold.` }),
      "span shifted": ({ n }) => ({ text: `Search interest grew ${n}% week on week.` }),
      "search called sales": ({ n }) => ({ text: `Sales grew ${n}% year on year.` }),
      "percent called points": ({ n }) => ({ text: `Interest rose ${n} percentage points.` }),
      "growth called halving": () => ({ text: "Interest halved in a year." }),
    },
  },
  {
    name: "fall",
    draw: (random) => ({ n: random.whole(11, 48) }),
    evidence: [
      ({ n }) => `Saves fell ${n}% month on month.`,
      ({ n }) => `Saves: -${n}% against the month before.`,
      ({ n }) => `Saves declined by ${n} percent in a month.`,
    ],
    honest: [
      ({ n }) => ({ text: `Saves dropped ${n}% month over month.`, value: -n, unit: "percent" }),
      ({ n }) => ({ text: `Saves are down by ${n} percent.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `Saves changed by -${n}%.`, value: -n / 100, unit: "fraction" }),
    ],
    falsified: {
      "direction flipped": ({ n }) => ({ text: `Saves rose ${n}% month on month.` }),
      "sign lost": ({ n }) => ({ text: `Saves: +${n}% in a month.`, value: n, unit: "percent" }),
      "span shifted": ({ n }) => ({ text: `Saves fell ${n}% year on year.` }),
      "sign of the value flipped": ({ n }) => ({ text: `Saves rose ${n}%.`, value: n, unit: "percent" }),
    },
  },
  {
    name: "return rate",
    draw: (random) => ({ n: random.whole(3, 24) }),
    evidence: [
      ({ n }) => `The return rate is ${(n / 100).toFixed(2)}.`,
      ({ n }) => `${n}% of orders come back.`,
      ({ n }) => `Sellers report a ${n} percent return rate.`,
    ],
    honest: [
      ({ n }) => ({ text: `${n}% are returned.`, value: n / 100, unit: "fraction" }),
      ({ n }) => ({ text: `A return rate of ${n} percent.`, value: n, unit: "percent" }),
      ({ n }) => ({ text: `Roughly ${n}% come back.` }),
    ],
    falsified: {
      "percent for fraction": ({ n }) => ({ text: `Only ${(n / 100).toFixed(2)}% are returned.` }),
      "return rate called discount": ({ n }) => ({ text: `It is discounted by ${n}%.` }),
      "share as a count": ({ n }) => ({ text: `Only ${n} orders came back.` }),
      "share as a spelled part": ({ n }) => ({
        text: n < 40 ? "Half of the buyers send it back." : "A tenth come back.",
      }),
    },
  },
  {
    name: "market size",
    draw: (random) => ({ n: random.whole(11, 98) / 10 }),
    evidence: [
      ({ n }) => `The market size is $${n} billion.`,
      ({ n }) => `An industry of USD ${n}bn.`,
      ({ n }) => `Market value: ${written(n * 1000)} million dollars`,
    ],
    honest: [
      ({ n }) => ({ text: `A market of $${n}bn.`, value: n * 1e9, unit: "USD" }),
      ({ n }) => ({ text: `The market is worth ${n} billion dollars.`, value: n, unit: "billion USD" }),
      ({ n }) => ({ text: `The market stands at $${written(n * 1000)} million.` }),
    ],
    falsified: {
      "billion for million": ({ n }) => ({ text: `A market of $${n} million.` }),
      "million for billion": ({ n }) => ({ text: `A market of $${written(n * 1000)} billion.` }),
      "scale lost": ({ n }) => ({ text: `A market of $${n}.`, value: n, unit: "USD" }),
      "currency changed": ({ n }) => ({ text: `A market of £${n}bn.` }),
      "market called revenue": ({ n }) => ({ text: `The brand has a turnover of $${n}bn.` }),
    },
  },
];

/** Facts that count or measure: reviews, rivals, ranks, marks, views, times, weights, sizes, dates. */
import { rounded, short, written, type FactKind } from "./fact-kind";

const ordinal = (n: number) =>
  `${n}${n % 10 === 1 && n !== 11 ? "st" : n % 10 === 2 && n !== 12 ? "nd" : n % 10 === 3 && n !== 13 ? "rd" : "th"}`;
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const monthOf = (n: number) => MONTHS[(n - 1) % 12] ?? "";
const NUMBERS = "zero one two three four five six seven".split(" ");

export const COUNTED_FACTS: FactKind[] = [
  {
    name: "reviews",
    draw: (random) => ({ n: random.whole(1_101, 89_999) }),
    evidence: [
      ({ n }) => `${written(n)} ratings.`,
      ({ n }) => `The listing has ${n} customer reviews.`,
      ({ n }) => `Es gibt ${written(n, "de-DE")} Bewertungen.`,
      ({ n }) => `Number of reviews: ${written(n)}`,
    ],
    honest: [
      ({ n }) => ({ text: `${written(n)} reviews stand behind it.`, value: n, unit: "reviews" }),
      ({ n }) => ({ text: `It has gathered ${n} ratings.`, value: n, unit: "count" }),
      ({ n }) => ({ text: `Some ${short(n)} reviews.`, value: n, unit: "reviews" }),
      ({ n }) => ({
        text: `About ${written(rounded(n, 2))} ratings so far.`,
        value: rounded(n, 2),
        unit: "ratings",
      }),
      ({ n }) => ({ text: `${written(n, "de-DE")} reviews.` }),
      ({ n }) => ({ text: `${written(n, "fr-FR")} reviews in all.` }),
      ({ n }) => ({ text: `Review count: ${written(n, "de-CH")}` }),
    ],
    falsified: {
      "reviews called listings": ({ n }) => ({
        text: `${written(n)} competing listings.`,
        value: n,
        unit: "listings",
      }),
      "reviews called sales": ({ n }) => ({ text: `${written(n)} units were sold.` }),
      "reviews called followers": ({ n }) => ({ text: `The brand has ${written(n)} followers.` }),
      "thousand for million": ({ n }) => ({ text: `${short(n).replace("k", "M")} reviews.` }),
      "thousand lost": ({ n }) => ({ text: `${(n / 1000).toFixed(1)} reviews.` }),
      "count read as percent": ({ n }) => ({ text: `${written(n)}% like it.` }),
      "count read as money": ({ n }) => ({ text: `It earned $${written(n)}.` }),
      "rounded too far": ({ n }) => ({ text: `About ${written(rounded(n * 1.13, 2))} reviews.` }),
      "round without saying so": ({ n }) => ({
        text: `It has ${written(rounded(n, 2) === n ? n + 50 : rounded(n, 2))} reviews.`,
      }),
      "label of the value swapped": ({ n }) => ({
        text: `${written(n)} reviews.`,
        value: n,
        unit: "listings",
      }),
      "bound broken": ({ n }) => ({ text: `Fewer than ${written(Math.floor(n * 0.9))} reviews.` }),
    },
  },
  {
    name: "competing listings",
    draw: (random) => ({ n: random.whole(21, 980) }),
    evidence: [
      ({ n }) => `There are ${n} competing listings on Amazon.`,
      ({ n }) => `We counted ${written(n)} similar offers.`,
      ({ n }) => `Competing sellers: ${n}`,
    ],
    honest: [
      ({ n }) => ({ text: `${n} rival listings compete.`, value: n, unit: "listings" }),
      ({ n }) => ({ text: `A newcomer meets ${written(n)} sellers.`, value: n, unit: "count" }),
      ({ n }) => ({ text: `Exactly ${n} competitors were found.` }),
    ],
    falsified: {
      "listings called reviews": ({ n }) => ({
        text: `The leader has ${n} reviews.`,
        value: n,
        unit: "reviews",
      }),
      "listings called days": ({ n }) => ({ text: `It has been seen for ${n} days.` }),
      "listings called orders": ({ n }) => ({ text: `${n} orders came in.` }),
      "bound flipped": ({ n }) => ({ text: `Fewer than ${n} rival listings.` }),
      "scale added": ({ n }) => ({ text: `${n}k rival listings compete.` }),
    },
  },
  {
    name: "rank",
    draw: (random) => ({ n: random.whole(2, 9), m: 50 }),
    evidence: [
      ({ n, m }) => `Rank ${n} of ${m} in Kitchen.`,
      ({ n }) => `#${n} in Best Sellers, Kitchen.`,
      ({ n }) => `It is ranked number ${n} in its list.`,
    ],
    honest: [
      ({ n }) => ({ text: `It ranks #${n}.`, value: n, unit: "rank" }),
      ({ n }) => ({ text: `It stands ${ordinal(n)} in its list.`, value: n, unit: "rank" }),
      ({ n }) => ({ text: `Rank ${n} among the best sellers.` }),
      () => ({ text: "It is among the top 10 of its list." }),
    ],
    falsified: {
      "rank called rating": ({ n }) => ({ text: `It is rated ${Math.min(5, n)} stars.` }),
      "rank inflated": ({ n }) => ({ text: `It ranks #${n - 1}.`, value: n - 1, unit: "rank" }),
      "ordinal shifted": ({ n }) => ({ text: `It stands ${ordinal(n + 1)} in its list.` }),
      "top too narrow": ({ n }) => ({ text: `It is in the top ${n - 1}.` }),
    },
  },
  {
    name: "rating",
    draw: (random) => ({ n: random.whole(31, 49) / 10 }),
    evidence: [
      ({ n }) => `Rated ${n} of 5 stars.`,
      ({ n }) => `${n} out of 5`,
      ({ n }) => `${written(n, "de-DE", 1)} von 5 Sternen`,
      ({ n }) => `Average rating: ${n}/5`,
    ],
    honest: [
      ({ n }) => ({ text: `It is rated ${n} stars.`, value: n, unit: "stars" }),
      ({ n }) => ({ text: `${n}/5 from buyers.`, value: n, unit: "stars" }),
      ({ n }) => ({ text: `An average of ${n} out of 5.`, value: n }),
      ({ n }) => ({ text: `${written(n, "de-DE", 1)} von 5 Sternen.` }),
    ],
    falsified: {
      "mark on another scale": ({ n }) => ({ text: `It is rated ${n} out of 10.` }),
      "mark moved to tenths": ({ n }) => ({ text: `It is rated ${(n * 2).toFixed(1)} stars.` }),
      "rating called rank": ({ n }) => ({ text: `It ranks #${Math.round(n)}.` }),
      "rating called percent": ({ n }) => ({ text: `${n}% of buyers like it.` }),
      "rounded the wrong way": ({ n }) => ({ text: `It is rated ${(n + 0.1).toFixed(1)} stars.` }),
    },
  },
  {
    name: "views",
    draw: (random) => ({ n: random.whole(12, 98) * 100_000 }),
    evidence: [
      ({ n }) => `${written(n / 1e6)} million views.`,
      ({ n }) => `The clip was played ${written(n)} times; ${written(n)} views.`,
      ({ n }) => `TikTok: ${n / 1e6}M views.`,
    ],
    honest: [
      ({ n }) => ({ text: `${written(n)} views.`, value: n, unit: "views" }),
      ({ n }) => ({ text: `It was seen in ${n / 1e6}M views.`, value: n, unit: "views" }),
      ({ n }) => ({ text: `The video has ${n / 1e6} million plays.`, value: n / 1e6, unit: "million views" }),
      ({ n }) => ({ text: `${n / 1e3}k views.` }),
    ],
    falsified: {
      "thousand for million": ({ n }) => ({ text: `${n / 1e6}k views.` }),
      "billion for million": ({ n }) => ({ text: `${n / 1e6} billion views.` }),
      "views called likes": ({ n }) => ({ text: `${n / 1e6} million likes.` }),
      "scale of the value lost": ({ n }) => ({
        text: `${n / 1e6} million views.`,
        value: n / 1e6,
        unit: "views",
      }),
    },
  },
  {
    name: "monthly searches",
    draw: (random) => ({ n: random.whole(21, 980) * 100 }),
    evidence: [
      ({ n }) => `About ${written(n)} searches a month.`,
      ({ n }) => `Monthly search volume: ${written(n)}`,
    ],
    honest: [
      ({ n }) => ({ text: `${written(n)} searches per month.`, value: n, unit: "searches" }),
      ({ n }) => ({ text: `People search for it ${short(n)} times a month.` }),
      ({ n }) => ({ text: `A monthly ${written(n)} queries.`, value: n, unit: "count" }),
    ],
    falsified: {
      "month for day": ({ n }) => ({ text: `${written(n)} searches a day.` }),
      "month for year": ({ n }) => ({ text: `${written(n)} searches per year.` }),
      "searches called orders": ({ n }) => ({ text: `${written(n)} orders per month.` }),
    },
  },
  {
    name: "lead time",
    draw: (random) => ({ n: random.whole(2, 9) * 7 }),
    evidence: [
      ({ n }) => `Lead time ${n} days.`,
      ({ n }) => `Delivery takes ${n / 7} weeks.`,
      ({ n }) => `Ships within ${n} days of the order.`,
    ],
    honest: [
      ({ n }) => ({ text: `It arrives in ${n / 7} weeks.`, value: n, unit: "days" }),
      ({ n }) => ({ text: `The lead time is ${n} days.`, value: n, unit: "days" }),
      ({ n }) => ({ text: `Stock takes ${n} days to come.`, value: n / 7, unit: "weeks" }),
      ({ n }) => ({
        text: n / 7 < 8 ? `It is ${NUMBERS[n / 7] ?? ""} weeks away.` : `It is ${n / 7} weeks away.`,
      }),
    ],
    falsified: {
      "days called weeks": ({ n }) => ({ text: `It arrives in ${n} weeks.` }),
      "weeks called days": ({ n }) => ({ text: `It arrives in ${n / 7} days.` }),
      "weeks called months": ({ n }) => ({ text: `It arrives in ${n / 7} months.` }),
      "days called hours": ({ n }) => ({ text: `It arrives within ${n} hours.` }),
      "lead time called warranty": ({ n }) => ({ text: `It has a warranty of ${n} days.` }),
      "unit of the value changed": ({ n }) => ({ text: `It arrives in ${n} days.`, value: n, unit: "weeks" }),
      "bound broken": ({ n }) => ({ text: `It arrives in under ${n - 5} days.` }),
    },
  },
  {
    name: "weight",
    draw: (random) => ({ n: random.whole(12, 98) * 50 }),
    evidence: [
      ({ n }) => `Weighs ${written(n)} g.`,
      ({ n }) => `Item weight: ${n / 1000} kg`,
      ({ n }) => `It weighs ${n} grams with its box.`,
    ],
    honest: [
      ({ n }) => ({ text: `It weighs ${n / 1000} kg.`, value: n, unit: "g" }),
      ({ n }) => ({ text: `Shipping weight is ${n} grams.`, value: n / 1000, unit: "kg" }),
      ({ n }) => ({ text: `It weighs ${(n / 453.59237).toFixed(1)} lb.` }),
      ({ n }) => ({ text: `About ${(n / 28.349523125).toFixed(1)} ounces.` }),
    ],
    falsified: {
      "gram for kilogram": ({ n }) => ({ text: `It weighs ${n} kg.` }),
      "kilogram for gram": ({ n }) => ({ text: `It weighs ${n / 1000} g.` }),
      "kilogram for pound": ({ n }) => ({ text: `It weighs ${n / 1000} lb.` }),
      "wrong conversion": ({ n }) => ({ text: `It weighs ${((n / 453.59237) * 1.1).toFixed(1)} lb.` }),
      "weight called length": ({ n }) => ({ text: `It is ${n} mm long.` }),
    },
  },
  {
    name: "size",
    draw: (random) => ({ n: random.whole(8, 47) }),
    evidence: [
      ({ n }) => `It is ${n} inches wide.`,
      ({ n }) => `Width: ${(n * 2.54).toFixed(2)} cm`,
      ({ n }) => `A ${n}" model.`,
    ],
    honest: [
      ({ n }) => ({ text: `It is ${(n * 2.54).toFixed(1)} cm wide.` }),
      ({ n }) => ({ text: `${n} inches across.`, value: n, unit: "inches" }),
      ({ n }) => ({ text: `It measures ${n} in. across.` }),
    ],
    falsified: {
      "inch for centimetre": ({ n }) => ({ text: `It is ${n} cm wide.` }),
      "centimetre for inch": ({ n }) => ({ text: `It is ${(n * 2.54).toFixed(1)} inches wide.` }),
      "size called weight": ({ n }) => ({ text: `It weighs ${n} oz.` }),
    },
  },
  {
    name: "capacity",
    draw: (random) => ({ n: random.whole(3, 19) * 100 }),
    evidence: [({ n }) => `Holds ${n} ml.`, ({ n }) => `Capacity ${n / 1000} litres`],
    honest: [
      ({ n }) => ({ text: `It holds ${n / 1000} l.`, value: n, unit: "ml" }),
      ({ n }) => ({ text: `It holds ${(n / 29.5735).toFixed(1)} fl oz.` }),
      ({ n }) => ({ text: `A capacity of ${n} millilitres.` }),
    ],
    falsified: {
      "litre for millilitre": ({ n }) => ({ text: `It holds ${n} litres.` }),
      "wrong conversion": ({ n }) => ({ text: `It holds ${(n / 29.5735 / 1.2).toFixed(1)} fl oz.` }),
    },
  },
  {
    name: "running time",
    draw: (random) => ({ n: random.whole(3, 19) * 30 }),
    evidence: [({ n }) => `The battery lasts ${n} minutes.`, ({ n }) => `Battery life: ${n / 60} hours`],
    honest: [
      ({ n }) => ({ text: `It runs ${n / 60} hours per charge.`, value: n, unit: "minutes" }),
      ({ n }) => ({ text: `The battery holds for ${n} min.` }),
      ({ n }) => ({
        text: `It runs ${Math.floor(n / 60)} h${n % 60 === 0 ? "" : ` ${n % 60} min`} on a charge.`,
      }),
    ],
    falsified: {
      "hour for minute": ({ n }) => ({ text: `The battery lasts ${n} hours.` }),
      "battery called warranty": ({ n }) => ({ text: `The warranty is ${n / 60} hours.` }),
    },
  },
  {
    name: "temperature",
    draw: (random) => ({ n: random.whole(8, 44) * 5 }),
    evidence: [({ n }) => `It heats to ${n} °C.`, ({ n }) => `Up to ${n} degrees Celsius`],
    honest: [
      ({ n }) => ({ text: `It heats up to ${n}°C.`, value: n, unit: "°C" }),
      ({ n }) => ({ text: `It reaches ${n * 1.8 + 32} °F.` }),
    ],
    falsified: {
      "Fahrenheit for Celsius": ({ n }) => ({ text: `It heats to ${n} °F.` }),
      "wrong conversion": ({ n }) => ({ text: `It reaches ${n * 1.8} °F.` }),
    },
  },
  {
    name: "date",
    draw: (random) => ({ n: random.whole(1, 12), m: random.whole(1, 28) }),
    evidence: [
      ({ n, m = 1 }) => `Recalled on 2026-${String(n).padStart(2, "0")}-${String(m).padStart(2, "0")}.`,
      ({ n, m }) => `The recall was announced on ${m} ${monthOf(n)} 2026.`,
      ({ n, m }) => `${monthOf(n)} ${m}, 2026: recall announced.`,
    ],
    honest: [
      ({ n, m }) => ({ text: `It was recalled on ${m} ${monthOf(n)} 2026.` }),
      ({ n }) => ({ text: `A recall came in ${monthOf(n)} 2026.` }),
      ({ n, m = 1 }) => ({
        text: `Recall date: 2026-${String(n).padStart(2, "0")}-${String(m).padStart(2, "0")}.`,
      }),
      () => ({ text: "It was recalled in 2026.", value: 2026 }),
    ],
    falsified: {
      "month shifted": ({ n }) => ({ text: `A recall came in ${monthOf(n + 1)} 2026.` }),
      "day shifted": ({ n, m = 1 }) => ({ text: `It was recalled on ${m + 1} ${monthOf(n)} 2026.` }),
      "year shifted": ({ n, m }) => ({ text: `It was recalled on ${m} ${monthOf(n)} 2025.` }),
      "year taken for a count": () => ({ text: "It has 2,026 reviews." }),
      "month alone shifted": ({ n }) => ({ text: `It was recalled in ${monthOf(n + 2)}.` }),
    },
  },
];

/** `npm run match -- PAIRS.jsonl`: which pairs of offers are the same product. */
import { matchPairs } from "@/lib/matching/same-product/match-pairs";
import { readPair } from "@/lib/matching/same-product/read-pair";
import { answerFile } from "./json-lines";

const USAGE = `npm run match -- PAIRS.jsonl

Lines in:   {"left": {"title": "…", "brand", "manufacturer", "model", "price", "description"}, "right": {…}}
Lines out:  {"same": true, "probability": 0.93}

Only the titles are needed. A price is a number or a text ("$1,299.00"); one that cannot be read is unknown, and a
price in the title is found there. The titles of the file tell how rare a word is, so give related pairs in one file.
Where left and right are two lists, the pairs of an offer compete with each other. Other fields are ignored.`;

await answerFile({
  usage: USAGE,
  read: (text) => readPair(JSON.parse(text)),
  answers: (pairs) =>
    matchPairs(pairs).map(({ same, probability }) => ({
      same,
      probability: Math.round(probability * 10_000) / 10_000,
    })),
});

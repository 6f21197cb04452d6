/** `npm run verdict -- FILE.jsonl`: the verdict by rule on each line of inputs. */
import { z } from "zod";
import { decideVerdict } from "@/lib/analysis/verdict";
import { COMPETITION_LEVELS } from "@/lib/core/words";
import { answerLines } from "./json-lines";

const USAGE = `npm run verdict -- FILE.jsonl

Lines in:   {"margin": 32, "competition": "medium", "sustainable": true, "quality": 85, "fatalRisks": []}
Lines out:  {"verdict": "APPROVE", "rule": "approve-medium-competition"}

margin       likely margin in percent: 32 means 32%
competition  ${COMPETITION_LEVELS.join(" | ")}
sustainable  whether the trend lasts
quality      0 to 100
fatalRisks   named risks whose claims were checked: "name" or {"name": "…", "claim": "…"}
Anything but fatalRisks may be null or left out where it is not known; other fields are ignored.`;

const fatalRisk = z.union([
  z.string().transform((name) => ({ name, claim: "" })),
  z.object({ name: z.string(), claim: z.string().default("") }),
]);

const line = z.object({
  margin: z.number().nullish().default(null),
  competition: z
    .string()
    .transform((level) => level.toLowerCase())
    .pipe(z.enum(COMPETITION_LEVELS))
    .nullish()
    .default(null),
  sustainable: z.boolean().nullish().default(null),
  quality: z.number().nullish().default(null),
  fatalRisks: z.array(fatalRisk).nullish().default([]),
});

answerLines({
  usage: USAGE,
  answer(input) {
    const { margin, competition, sustainable, quality, fatalRisks } = line.parse(input);
    const { verdict, rule } = decideVerdict({
      margin: margin ?? null,
      competition: competition ?? null,
      sustainable: sustainable ?? null,
      quality: quality ?? null,
      fatalRisks: fatalRisks ?? [],
    });
    return { verdict, rule };
  },
});

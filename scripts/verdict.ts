/** `npm run verdict -- FILE.jsonl`: the verdict by rule on each line of inputs. */
import { z } from "zod";
import { decideVerdict } from "@/lib/verdict/decide-verdict";
import { COMPETITION_LEVELS } from "@/lib/core/words";
import { answerLines } from "./json-lines";

/** What is not known, as people write it. */
const unknown = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:unknown)?$/)
  .transform(() => null);

const USAGE = `npm run verdict -- FILE.jsonl

Lines in:   {"margin": 32, "competition": "medium", "sustainable": true, "quality": 85, "fatalRisks": []}
Lines out:  {"verdict": "APPROVE", "rule": "approve-medium-competition"}

margin       likely margin in percent: 32 means 32%
competition  ${COMPETITION_LEVELS.join(" | ")}
sustainable  whether the trend lasts
quality      0 to 100
fatalRisks   named risks whose claims were checked: "name" or {"name": "…", "claim": "…"}, one or a list
Numbers may be written as text ("32%"). Anything but fatalRisks may be null or left out where it is not known; other fields are ignored.`;

/** A number, or one written as text: "32", "32%", "85.5"; "" and "unknown" are not known. */
const number = z
  .union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^[+-]?\d+(?:\.\d+)?\s?%?$/)
        .transform((text) => Number.parseFloat(text)),
      unknown,
    ],
    "must be a number such as 32, or null where it is not known",
  )
  .nullish()
  .transform((known) => known ?? null);

const fatalRisk = z.union([
  z.string().transform((name) => ({ name, claim: "" })),
  z.object({
    name: z.string(),
    claim: z
      .string()
      .nullish()
      .transform((claim) => claim ?? ""),
  }),
]);

/** A list, one risk alone, or true and false where only is said that there is one. */
const fatalRisks = z
  .union([
    z.boolean().transform((isAny) => (isAny ? [{ name: "unnamed", claim: "" }] : [])),
    z.array(fatalRisk),
    fatalRisk.transform((risk) => [risk]),
  ])
  .nullish()
  .transform((risks) => (risks ?? []).filter(({ name }) => name.trim() !== ""));

const line = z.object({
  margin: number,
  competition: z
    .string()
    .transform((level) => level.trim().toLowerCase())
    .transform((level) => (level === "" || level === "unknown" ? null : level))
    .pipe(z.enum(COMPETITION_LEVELS, `must be one of ${COMPETITION_LEVELS.join(", ")}, or null`).nullable())
    .nullish()
    .transform((level) => level ?? null),
  sustainable: z
    .union(
      [
        z.boolean(),
        z
          .string()
          .trim()
          .toLowerCase()
          .pipe(z.enum(["true", "false", "yes", "no"]))
          .transform((word) => word === "true" || word === "yes"),
        unknown,
      ],
      "must be true or false, or null where it is not known",
    )
    .nullish()
    .transform((known) => known ?? null),
  quality: number,
  fatalRisks,
  /** The same by the name of one. */
  fatalRisk: fatalRisks,
});

await answerLines({
  usage: USAGE,
  answer(input) {
    const { fatalRisk: one, ...inputs } = line.parse(input);
    const { verdict, rule } = decideVerdict({ ...inputs, fatalRisks: [...inputs.fatalRisks, ...one] });
    return { verdict, rule };
  },
});

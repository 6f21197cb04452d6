/** `npm run claims -- FILE.jsonl`: checks the claims of each line against the evidence beside them. */
import { z } from "zod";
import { checkClaims } from "@/lib/claims/check-claims";
import { command } from "./command";
import { answerLines } from "./json-lines";

const USAGE = `npm run claims -- FILE.jsonl

Lines in:   {"evidence": [{"id": "E1", "text": "It costs $24.99."}],
             "claims": [{"text": "Sold at $24.99.", "value": 24.99, "unit": "USD", "evidence": ["E1"]}]}
Lines out:  {"claims": [{"supported": true, "reason": "…"}]}

value and unit may be null or left out; a claim is checked against the evidence that it names, and no other.
Nothing is derived: a sum or a ratio of two numbers of the evidence stands only where the evidence states it.

npm run claims -- --report   measures the checker on planted fabrications, by kind of alteration`;

/** Least share of planted fabrications to be struck, and most of honest claims. */
const TARGET = { caught: 0.99, struck: 0.02 } as const;

const id = z.union([z.string().min(1), z.number().transform(String)]);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item), item.transform((one) => [one])])
    .nullish()
    .transform((items) => items ?? []);

/** A number, or one written as text: "12480", "24.99". */
const value = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^[+-]?\d+(?:\.\d+)?$/, "A value is a number, such as 24.99.")
    .transform(Number),
]);

const line = z.object({
  evidence: z
    .array(
      z.object({
        id,
        text: z
          .string()
          .nullish()
          .transform((text) => text ?? ""),
      }),
    )
    .nullish()
    .transform((items) => items ?? []),
  claims: z.array(
    z.object({ text: z.string(), value: value.nullish(), unit: z.string().nullish(), evidence: list(id) }),
  ),
});

async function printReport(): Promise<number> {
  const { measureReports } = await import("../tests/claims/report");
  const { claimsTable, sharesOf } = await import("../tests/claims/measure");
  const measure = await measureReports();
  console.log(claimsTable(measure).join("\n"));
  const { caught, struck } = sharesOf(measure);
  return caught < TARGET.caught || struck > TARGET.struck ? 1 : 0;
}

if (process.argv.includes("--report")) {
  await command({ usage: USAGE, options: { report: { type: "boolean" } }, run: printReport });
} else {
  await answerLines({
    usage: USAGE,
    answer(input) {
      const { evidence, claims } = line.parse(input);
      const asked = claims.map((claim) => ({
        ...claim,
        value: claim.value ?? null,
        unit: claim.unit ?? null,
      }));
      return { claims: checkClaims(asked, evidence).map(({ supported, reason }) => ({ supported, reason })) };
    },
  });
}

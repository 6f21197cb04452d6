/** `npm run claims -- FILE.jsonl`: checks the claims of each line against the evidence beside them. */
import { z } from "zod";
import { checkClaims } from "@/lib/analysis/check-claims";
import { answerLines } from "./json-lines";

const USAGE = `npm run claims -- FILE.jsonl

Lines in:   {"evidence": [{"id": "E1", "text": "It costs $24.99."}],
             "claims": [{"text": "Sold at $24.99.", "value": 24.99, "unit": "USD", "evidence": ["E1"]}]}
Lines out:  {"claims": [{"supported": true, "reason": "…"}]}

value and unit may be null or left out; a claim is checked against the evidence that it names, and no other.`;

const line = z.object({
  evidence: z.array(z.object({ id: z.string().min(1), text: z.string() })),
  claims: z.array(
    z.object({
      text: z.string(),
      value: z.number().nullish(),
      unit: z.string().nullish(),
      evidence: z.array(z.string()),
    }),
  ),
});

answerLines({
  usage: USAGE,
  answer(input) {
    const { evidence, claims } = line.parse(input);
    const asked = claims.map((claim) => ({ ...claim, value: claim.value ?? null, unit: claim.unit ?? null }));
    return { claims: checkClaims(asked, evidence).map(({ supported, reason }) => ({ supported, reason })) };
  },
});

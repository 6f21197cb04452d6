/** The worked examples in an agent's instructions, read for the tests that replay them. */
import { z } from "zod";
import { evidenceItem, type Dossier } from "@/lib/core/evidence";

const SEEN_AT = "2026-11-22T12:00:00.000Z";

/** An item as an example writes it: what it leaves out is null, and it is of our own making. */
const shortItem = evidenceItem
  .extend({
    origin: evidenceItem.shape.origin.default("computed"),
    value: evidenceItem.shape.value.default(null),
    unit: evidenceItem.shape.unit.default(null),
    range: evidenceItem.shape.range.default(null),
    points: evidenceItem.shape.points.default(null),
    url: evidenceItem.shape.url.default(null),
    seenAt: z.string().default(SEEN_AT),
  })
  .strict();

const example = z.strictObject({
  dossier: z.array(shortItem).min(1),
  /** The object of the wire schema. */
  answer: z.record(z.string(), z.unknown()),
  /** Of a bad example: a part of the problem that is found in it, and the only one. */
  fails: z.string().min(1).optional(),
});

export type WorkedExample = {
  kind: "good" | "bad";
  dossier: Dossier;
  answer: Record<string, unknown>;
  fails: string | undefined;
};

const FENCE = /^```json example (good|bad)\n([\s\S]*?)^```$/gm;

/**
 * The examples of instructions, in order: blocks fenced as "json example good" or "json example bad".
 * @throws SyntaxError or z.ZodError when a block is no example
 */
export function workedExamples(instructions: string): WorkedExample[] {
  return [...instructions.matchAll(FENCE)].map(([, kind, json]) => {
    const read = example.parse(JSON.parse(json ?? ""));
    return {
      kind: kind === "good" ? "good" : "bad",
      answer: read.answer,
      fails: read.fails,
      dossier: {
        productId: 1,
        title: read.dossier.find(({ metric }) => metric === "title")?.text ?? "A product",
        description: null,
        category: null,
        homeCurrency: "USD",
        builtAt: SEEN_AT,
        items: read.dossier,
      },
    };
  });
}

/** Instructions without their fenced blocks: what is said, not what is shown. */
export const withoutExamples = (instructions: string): string => instructions.replaceAll(FENCE, "");

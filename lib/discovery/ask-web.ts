import { MisconfiguredError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { answerSampleQuestion } from "@/scanners/world";
import type { Question } from "./questions";

/**
 * Asks the web what is trending. From the samples this is the embedded analyst's reading of them; live it
 * needs a provider that can search, and without one it says so instead of inventing an answer. The answer is text off
 * the web in any shape: `readWebAnswer` reads it.
 */
export function askWeb({ ctx, question }: { ctx: Ctx; question: Question }): {
  answer: unknown;
  model: string;
  mode: "live" | "sample";
} {
  if (ctx.env.sourcesMode === "sample") {
    return { answer: answerSampleQuestion(question, ctx.clock.now()), model: "rules", mode: "sample" };
  }
  throw new MisconfiguredError(
    "Discovery has nobody to ask: no provider that searches the web is set up, and SOURCES_MODE is live.",
  );
}

import { MisconfiguredError, PermanentError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { askFor } from "@/lib/models/ask-for";
import { askInTurn } from "@/lib/models/ask-in-turn";
import { modelsFor } from "@/lib/models/model-for";
import { answerSampleQuestion } from "@/scanners/world";
import type { Question } from "./questions";
import type { WebAnswered, WebAsked } from "./buy-answer";
import { ANSWER_TOKENS, citedAnswer, webMessages, webWire } from "./web-question";

/**
 * Asks the web what is trending. From the samples this is the embedded analyst's reading of them; live a model searches,
 * and what it says without a page that its search brought does not count. The answer is text off the web in any shape:
 * `readWebAnswer` reads it.
 * @throws MisconfiguredError where live no provider that searches is set up
 * @throws PermanentError where the model answered without searching: asking again would pay for the same
 * @throws ModelCallError where the call failed
 */
export async function askWeb({
  ctx,
  question,
  ask = (asked) => askFor(asked),
}: {
  ctx: Pick<Ctx, "env" | "clock">;
  question: Question;
  /** Makes the call; the step of a round makes it through the ledger. */
  ask?: (asked: WebAsked) => Promise<WebAnswered>;
}): Promise<{
  answer: unknown;
  model: string;
  mode: "live" | "sample";
}> {
  const now = ctx.clock.now();
  if (ctx.env.sourcesMode === "sample") {
    return { answer: answerSampleQuestion(question, now), model: "rules", mode: "sample" };
  }
  const models = modelsFor("web", { env: ctx.env }).filter(({ kind }) => kind === "paid");
  if (models.length === 0) {
    throw new MisconfiguredError(
      "Discovery has nobody to ask: set PERPLEXITY_API_KEY or GROQ_API_KEY so that a model can search the web, or SOURCES_MODE=sample.",
    );
  }
  const answer = await askInTurn({
    ctx,
    models,
    call: (model) =>
      ask({
        what: `the question ${question}`,
        name: "web_answer",
        wire: webWire,
        read: (wire) => webWire.parse(wire),
        messages: webMessages(question, now),
        maxOutputTokens: ANSWER_TOKENS,
        model,
      }),
  });
  if (answer.sources.length === 0) {
    throw new PermanentError(`The model ${answer.model} answered without a page from a search.`);
  }
  return { answer: citedAnswer(answer.value, answer.sources), model: answer.model, mode: "live" };
}

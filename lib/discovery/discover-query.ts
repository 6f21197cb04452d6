import { messageOf, PermanentError, TransientError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Sighting } from "@/lib/core/sighting";
import { within, type Ctx } from "@/lib/ctx";
import { matchKeywords } from "@/lib/matching/match-keywords";
import { normaliseTitle } from "@/lib/matching/normalise-title";
import { comeAgain } from "@/lib/models/come-again";
import { MustWait } from "@/lib/models/must-wait";
import { failpoint } from "@/lib/platform/failpoint";
import { ingest } from "@/lib/scanning/ingest";
import { waitWhilePaused } from "@/lib/settings/wait-while-paused";
import { isFinalAttempt, LostLeaseError } from "@/lib/steps/attempts";
import type { StepOutcome } from "@/lib/steps/contracts";
import { publish } from "@/lib/steps/publish";
import { upsertKeywords, type FoundKeyword } from "@/db/queries/keywords";
import { insertOutbox, markReceived } from "@/db/queries/outbox";
import { claimDiscovery, endDiscovery, putOffDiscovery } from "@/db/queries/source-steps";
import { askWeb } from "./ask-web";
import { buyAnswer } from "./buy-answer";
import { asQuestion } from "./questions";
import { steerAnew } from "./steer-anew";
import { readWebAnswer, type WebAnswer } from "./web-answer";

type Input = { queryId: number; outboxId: number | null };

/**
 * One question of a round: ask, keep the keywords for 30 days, take the named products as sightings of the web, and,
 * where other keywords steer now, score the open products again. Stored in one transaction.
 */
export async function discoverQuery({ ctx, input }: { ctx: Ctx; input: Input }): Promise<StepOutcome> {
  const { queryId, outboxId } = input;
  if (await waitWhilePaused({ ctx, input: { step: "discover-query", payload: { queryId }, outboxId } }))
    return "waiting";
  const leaseToken = newId("lease");
  const query = await claimDiscovery(ctx.db, { queryId, leaseToken, now: ctx.clock.now() });
  if (outboxId !== null) await markReceived(ctx.db, outboxId, ctx.clock.now());
  if (!query) return "lost";
  await failpoint("discover-query:claimed");
  try {
    const question = asQuestion(query.question);
    if (!question) throw new PermanentError(`There is no question called ${query.question}.`);
    const {
      answer: given,
      model,
      mode,
    } = await askWeb({
      ctx,
      question,
      ask: (asked) => buyAnswer({ ctx, input: { queryId, asked } }),
    });
    const answer = readWebAnswer(given);
    if (!answer)
      throw new TransientError("The web's answer is not one: it has neither products nor keywords.");
    await failpoint("discover-query:answered");
    await steerAnew({
      ctx,
      change: async (inside) => {
        const now = ctx.clock.now();
        const keywordsFound = await upsertKeywords(inside.db, keywordsOf(answer), now);
        await failpoint("discover-query:kept");
        const sightings = sightingsOf(answer, now);
        await ingest({ ctx: inside, input: { origin: "web", mode, scanId: null, sightings } });
        const found = { model, keywordsFound, productsFound: sightings.length };
        const done = { id: queryId, leaseToken, status: "DONE", now, ...found } as const;
        if (!(await endDiscovery(inside.db, done))) throw new LostLeaseError();
      },
    });
    await failpoint("discover-query:stored");
    return "done";
  } catch (thrown) {
    if (thrown instanceof LostLeaseError) return "lost";
    if (thrown instanceof MustWait) return putOff(ctx, queryId, leaseToken, thrown);
    const status = isFinalAttempt(thrown, query.attempt) ? "FAILED" : "QUEUED";
    await endDiscovery(ctx.db, {
      id: queryId,
      leaseToken,
      status,
      now: ctx.clock.now(),
      error: messageOf(thrown),
    });
    throw thrown;
  }
}

/** A question that must wait gives its attempt back and comes again when it may. */
async function putOff(ctx: Ctx, id: number, leaseToken: string, wait: MustWait): Promise<StepOutcome> {
  const now = ctx.clock.now();
  const due = await ctx.db.transaction(async (tx) => {
    const until = await comeAgain({ ctx: within(ctx, tx), input: wait });
    if (!(await putOffDiscovery(tx, { id, leaseToken, until, why: wait.message }))) return null;
    const dedupeId = `discover-query-${id}-wait-${leaseToken}`;
    return insertOutbox(tx, now, [
      { step: "discover-query", payload: { queryId: id }, dedupeId, notBefore: until },
    ]);
  });
  if (!due) return "lost";
  await publish(due);
  return "waiting";
}

/** Keywords with the products of the same answer that match them. */
function keywordsOf(answer: WebAnswer): FoundKeyword[] {
  return answer.keywords.map(({ keyword, category, trendStrength, urls }) => ({
    keyword,
    category,
    trendStrength,
    relatedProducts: answer.products
      .map(({ name }) => name)
      .filter((name) => matchKeywords(name, [{ id: 0, keyword }]).length > 0),
    sourceUrls: urls,
  }));
}

/** The products of an answer as sightings of the web, each with the pages that name it. */
function sightingsOf(answer: WebAnswer, now: Date): Sighting[] {
  return answer.products.map(({ name, category, price, trendStrength, citations }) => ({
    kind: "product",
    externalId: normaliseTitle(name).slice(0, 300) || name,
    title: name,
    ...(category !== null && { category }),
    ...(price && {
      priceRange: { low: price.low.toFixed(2), high: price.high.toFixed(2), currency: price.currency },
    }),
    ...(trendStrength !== null && { trendStrength }),
    citations: citations.map(({ url, title, snippet }) => ({
      url,
      ...(title !== null && { title }),
      ...(snippet !== null && { text: snippet }),
    })),
    seenAt: now.toISOString(),
  }));
}

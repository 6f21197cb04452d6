import { messageOf, PermanentError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Sighting } from "@/lib/core/sighting";
import type { Ctx } from "@/lib/ctx";
import { normaliseTitle } from "@/lib/matching/normalise-title";
import { failpoint } from "@/lib/platform/failpoint";
import { ingest } from "@/lib/scanning/ingest";
import { rescore } from "@/lib/scanning/rescore";
import { waitWhilePaused } from "@/lib/settings/wait-while-paused";
import { isFinalAttempt, LostLeaseError } from "@/lib/steps/attempts";
import type { StepOutcome } from "@/lib/steps/contracts";
import { listOpenProducts } from "@/db/queries/ingest";
import { upsertKeywords, type FoundKeyword } from "@/db/queries/keywords";
import { markReceived } from "@/db/queries/outbox";
import { claimDiscovery, endDiscovery } from "@/db/queries/source-steps";
import { askWeb, type WebAnswer } from "./ask-web";
import { asQuestion } from "./questions";

type Input = { queryId: number; outboxId: number | null };

/**
 * One question of a round: ask, keep the keywords for 30 days, take the named products as sightings of the
 * web, and score again what the keywords now match. Stored in one transaction.
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
    const { answer, model, mode } = askWeb({ ctx, question });
    await failpoint("discover-query:answered");
    await ctx.db.transaction(async (tx) => {
      const within = { ...ctx, db: tx };
      const now = ctx.clock.now();
      const keywordsFound = await upsertKeywords(tx, keywordsOf(answer), now);
      await failpoint("discover-query:kept");
      const sightings = sightingsOf(answer, now);
      await ingest({ ctx: within, input: { origin: "web", mode, scanId: null, sightings } });
      await rescore({ ctx: within, input: { productIds: (await listOpenProducts(tx)).map(({ id }) => id) } });
      const found = { model, keywordsFound, productsFound: sightings.length };
      const done = { id: queryId, leaseToken, status: "DONE", now, ...found } as const;
      if (!(await endDiscovery(tx, done))) throw new LostLeaseError();
    });
    await failpoint("discover-query:stored");
    return "done";
  } catch (thrown) {
    if (thrown instanceof LostLeaseError) return "lost";
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

const MAX_KEYWORD_CHARS = 200;

function keywordsOf(answer: WebAnswer): FoundKeyword[] {
  return answer.keywords.flatMap((found) => {
    const keyword = found.keyword.trim().toLowerCase().slice(0, MAX_KEYWORD_CHARS);
    if (keyword === "") return [];
    const words = keyword.split(/\s+/);
    const relatedProducts = answer.products
      .map((product) => product.name)
      .filter((name) => words.every((word) => name.toLowerCase().includes(word)));
    return [
      {
        keyword,
        category: found.category,
        trendStrength: found.trendStrength,
        relatedProducts,
        sourceUrls: found.urls,
      },
    ];
  });
}

function sightingsOf(answer: WebAnswer, now: Date): Sighting[] {
  return answer.products.map((product) => {
    const price = {
      low: product.priceLow.toFixed(2),
      high: product.priceHigh.toFixed(2),
      currency: product.currency,
    };
    return {
      kind: "product" as const,
      externalId: normaliseTitle(product.name).slice(0, 300) || product.name.slice(0, 300),
      title: product.name.slice(0, 500),
      category: product.category,
      priceRange: price,
      trendStrength: product.trendStrength,
      citations: product.evidence.map(({ url, title, snippet }) => ({ url, title, text: snippet })),
      seenAt: now.toISOString(),
    };
  });
}

import { setTimeout as sleep } from "node:timers/promises";
import { ConflictError, messageOf } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { firstOwnerLink } from "@/lib/auth/first-owner-link";
import { sweep } from "@/lib/health/sweep";
import { logger } from "@/lib/platform/logger";
import { readSettings } from "@/lib/settings/read-settings";
import { closeFirstRound, hastenMessages, openFirstRound } from "@/db/queries/rounds";
import { createProgress } from "./progress";
import { firstRound } from "./first-round";
import { say } from "./say";

const LISTENING_WITHIN_MS = 60_000;
/** How often the first round looks for what was lost, instead of waiting for the health task. */
const SWEEP_EVERY_MS = 15_000;

/** Waits until this server answers on its own address: the queue delivers there. */
async function listening(baseUrl: string): Promise<boolean> {
  const deadline = Date.now() + LISTENING_WITHIN_MS;
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(`${baseUrl}/api/health`, { redirect: "manual" });
      if (answer.status === 200) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  return false;
}

/** What a dead process left under way goes on; then its first round, or ours on a fresh database. */
async function goOn(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  if (!ctx.env.DATABASE_URL) await hastenMessages(ctx.db, now);
  await sweep({ ctx });
  const since = await openFirstRound(ctx.db, now);
  // Paused, it would wait for as long as the pause lasts: the next start goes on with it.
  if (since === null || (await readSettings({ ctx })).paused) return;

  let sweptAt = now.getTime();
  const pump = async () => {
    const at = ctx.clock.now().getTime();
    if (at - sweptAt < SWEEP_EVERY_MS) return null;
    sweptAt = at;
    await sweep({ ctx });
    return null;
  };
  const progress = createProgress(process.stdout);
  try {
    await firstRound({ ctx, input: { products: ctx.env.FIRST_RUN_PRODUCTS, progress, since, pump } });
  } catch (thrown) {
    if (!(thrown instanceof ConflictError)) throw thrown;
    // Somebody has paused all work meanwhile: what is open waits for the end of it.
    say(thrown.message);
    return;
  }
  await closeFirstRound(ctx.db, { startedAt: since, now: ctx.clock.now() });
}

/**
 * Once the server answers: goes on with what an earlier process left undone, and on a fresh database runs
 * one round of everything. Then says the address and, while nobody has an account, the one-time link of
 * the first owner. A stop in the middle is no failure, and leaves the rest to the next start.
 */
export async function greet({ ctx, stopping }: { ctx: Ctx; stopping: AbortSignal }): Promise<void> {
  const { baseUrl } = ctx.env;
  try {
    if (!(await listening(baseUrl))) {
      say(`The server does not answer on ${baseUrl}: set APP_BASE_URL to the address it is reached at.`);
      return;
    }
    await goOn(ctx);
    const link = await firstOwnerLink({ ctx });
    say("");
    say(`Product Trend Automation is at ${baseUrl}`);
    if (link) say(`Create the first owner (this link works once): ${link}`);
  } catch (thrown) {
    if (stopping.aborted) return;
    logger.error({ err: thrown }, "The first round did not finish");
    say(`The first round did not finish: ${messageOf(thrown)}. The next start goes on with it.`);
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { firstOwnerLink } from "@/lib/auth/first-owner-link";
import { sweep } from "@/lib/health/sweep";
import { logger } from "@/lib/platform/logger";
import { isFresh } from "@/db/queries/rounds";
import { createProgress } from "./progress";
import { firstRound } from "./first-round";
import { say } from "./say";

const LISTENING_WITHIN_MS = 60_000;

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

/**
 * Once the server answers: on a fresh database one round of everything, then the address and, while nobody
 * has an account, the one-time link of the first owner. What an earlier process left undone goes on.
 */
export async function greet({ ctx }: { ctx: Ctx }): Promise<void> {
  const { baseUrl, FIRST_RUN_PRODUCTS } = ctx.env;
  try {
    if (!(await listening(baseUrl))) {
      say(`The server does not answer on ${baseUrl}: set APP_BASE_URL to the address it is reached at.`);
      return;
    }
    if (await isFresh(ctx.db)) {
      const progress = createProgress(process.stdout);
      await firstRound({ ctx, input: { products: FIRST_RUN_PRODUCTS, progress } });
    } else {
      await sweep({ ctx });
    }
    const link = await firstOwnerLink({ ctx });
    say("");
    say(`Product Trend Automation is at ${baseUrl}`);
    if (link) say(`Create the first owner (this link works once): ${link}`);
  } catch (thrown) {
    logger.error({ err: thrown }, "The first round did not finish");
    say(`The first round did not finish: ${messageOf(thrown)}. The schedules go on with it.`);
  }
}

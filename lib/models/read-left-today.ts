import type { Ctx } from "@/lib/ctx";
import { redis } from "@/lib/platform/redis/redis";
import type { ModelChoice } from "./model-for";
import { limitsOf, paceKeyOf } from "./pacing/pace";
import { leftToday, readPace } from "./pacing/pace-state";

/** What the provider's limits of the day leave for new work; null where there is none. */
export async function readLeftToday({
  ctx,
  input: choice,
}: {
  ctx: Pick<Ctx, "clock">;
  input: ModelChoice;
}): Promise<{ requests: number | null; tokens: number | null }> {
  const now = ctx.clock.now().getTime();
  const held = await redis().get<string>(paceKeyOf(choice));
  return leftToday(readPace(held, limitsOf(choice), now), now);
}

import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { readPause } from "./read-pause";

/** Throws ConflictError, which says who paused all work and when, while it is paused. */
export async function requireRunning({ ctx }: { ctx: Pick<Ctx, "db" | "env"> }): Promise<void> {
  const pause = await readPause({ ctx });
  if (!pause) return;
  const since = pause.since.toISOString().slice(0, 16).replace("T", " ");
  throw new ConflictError(
    `All work is paused by ${pause.by} since ${since} UTC: end the pause in the settings, then begin again.`,
  );
}

import { lastChangeOf } from "@/db/queries/settings";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "./read-settings";

export type Pause = { by: string; since: Date };

/** Who paused all work, and since when; null while it runs. */
export async function readPause({ ctx }: { ctx: Pick<Ctx, "db" | "env"> }): Promise<Pause | null> {
  if (!(await readSettings({ ctx })).paused) return null;
  const change = await lastChangeOf(ctx.db, "paused");
  return change && { by: change.name ?? "somebody", since: change.at };
}

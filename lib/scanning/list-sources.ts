import type { Ctx } from "@/lib/ctx";
import { ensureSources, listSources, type SourceRow } from "@/db/queries/source-steps";
import { SOURCE_ROWS } from "./source-settings";

/** The seven sources as they stand; in a new database their rows are written first. */
export async function listAllSources({ ctx }: { ctx: Ctx }): Promise<SourceRow[]> {
  const rows = await listSources(ctx.db);
  if (rows.length >= SOURCE_ROWS.length) return rows;
  await ensureSources(ctx.db, SOURCE_ROWS);
  return listSources(ctx.db);
}

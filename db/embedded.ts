/** Opens PGlite in a folder, or in memory. Imported only where the embedded default may run. */
import path from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Database, OpenDatabase } from "./client";
import * as schema from "./schema";

/**
 * `dir` is DATA_DIR, whose lock the caller holds; without it everything is in memory and gone at the end.
 * `from` is a dump to begin with (tests).
 */
export async function openPglite(options: { dir?: string; from?: Blob | undefined }): Promise<OpenDatabase> {
  const settings: PGliteOptions = {
    ...(options.dir ? { dataDir: path.join(options.dir, "pglite") } : {}),
    ...(options.from ? { loadDataDir: options.from } : {}),
  };
  const pglite = await PGlite.create(settings);
  return {
    db: drizzle(pglite, { schema }) as unknown as Database,
    kind: "pglite",
    close: async () => {
      await pglite.close();
    },
  };
}

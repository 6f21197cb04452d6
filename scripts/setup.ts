/**
 * Part of every start and of a hosted build, in a process that ends: checks the settings and brings the
 * database to the newest migration. The memory that migrating takes is then not the server's.
 */
import { AppError, messageOf } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded, migrateServer } from "@/db/migrate";

async function setUp(): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return migrateServer(DATABASE_URL);
  const lock = lockDataDir(DATA_DIR);
  try {
    const open = await openPglite({ dir: lock.dir });
    await migrateEmbedded(open);
    await open.close();
  } finally {
    lock.release();
  }
}

try {
  await setUp();
} catch (error) {
  // A failed query says what it asked; why it failed stands in its cause.
  const why = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const said = error instanceof AppError ? error.message : `The database cannot be set up: ${messageOf(why)}`;
  console.error(said);
  process.exitCode = 2;
}

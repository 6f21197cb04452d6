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

/** What is to be done about it stands in an error of our own; Postgres's own only say what is wrong. */
function said(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.message;
  // A failed query says what it asked; why it failed stands in its cause.
  const why = messageOf(thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown);
  const { DATABASE_URL } = env();
  if (DATABASE_URL === undefined) return `The database cannot be set up: ${why}`;
  // The rest of the address is secret.
  const { host, pathname } = new URL(DATABASE_URL);
  return `The database ${host}${pathname} cannot be set up (${why}): check DATABASE_URL, and that Postgres runs there.`;
}

try {
  await setUp();
} catch (thrown) {
  console.error(said(thrown));
  process.exitCode = 2;
}

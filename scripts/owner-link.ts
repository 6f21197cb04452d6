/**
 * `npm run owner-link [-- --email ADDRESS]`: the way back in for an owner who lost the password and has nobody to ask.
 * Whoever can run it has the database in their hands anyway.
 */
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ownerLink } from "@/lib/auth/owner-link";
import { AppError, MisconfiguredError, messageOf } from "@/lib/core/errors";
import { createCtx, SYSTEM } from "@/lib/ctx";
import { env } from "@/lib/env";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { openPostgres, useDatabase, type OpenDatabase } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { loadSettings } from "./preflight.mjs";

/** The database of the settings; the embedded one only while no server has it. */
async function openDatabase(): Promise<OpenDatabase> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return openPostgres(DATABASE_URL, 1);
  if (!fs.existsSync(path.join(DATA_DIR, "pglite"))) {
    throw new MisconfiguredError(
      `There is no database in ${path.resolve(DATA_DIR)}. Set DATA_DIR as it is set for the server, or start the server once.`,
    );
  }
  const lock = lockDataDir(DATA_DIR);
  const open = await openPglite({ dir: lock.dir });
  await migrateEmbedded(open);
  const close = async () => {
    await open.close();
    lock.release();
  };
  return { ...open, close };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { email: { type: "string" } } });
  loadSettings(false);
  const open = await openDatabase();
  try {
    useDatabase(open);
    const email = values.email?.trim().toLowerCase();
    const { url, owner } = await ownerLink({ ctx: createCtx(SYSTEM), input: { email } });
    console.log(
      owner
        ? `A new password for ${owner.name}, ${owner.email} (this link works once, for an hour): ${url}`
        : `Nobody has an account yet. Create the first owner (this link works once): ${url}`,
    );
    if (!env().DATABASE_URL) console.log("Start the server to open it.");
  } finally {
    await open.close();
  }
}

try {
  await main();
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = thrown instanceof AppError || thrown instanceof TypeError ? 2 : 1;
}

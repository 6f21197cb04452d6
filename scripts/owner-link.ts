/**
 * `npm run owner-link -- [--email ADDRESS]`: the way back in for an owner who lost the password and has nobody to ask.
 * Whoever can run it has the database in their hands anyway.
 */
import fs from "node:fs";
import path from "node:path";
import { ownerLink, type OwnerLink } from "@/lib/auth/owner-link";
import { askForOwnerLink } from "@/lib/boot/owner-link-mailbox";
import { MisconfiguredError } from "@/lib/core/errors";
import { createCtx, SYSTEM } from "@/lib/ctx";
import { env } from "@/lib/env";
import { lockDataDir, type DataDirLock } from "@/lib/platform/data-dir-lock";
import { openPostgres, useDatabase, type OpenDatabase } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { command } from "./command";

const USAGE = `npm run owner-link -- [--email ADDRESS]

Prints a link that sets a new password for an owner, once, within an hour; before anybody has an account, the link of the
first owner. Asks the running server, or the database where none runs.
--email  which owner, where there are several`;

type Wanted = { email: string | undefined };

async function linkOn(open: OpenDatabase, { email }: Wanted): Promise<OwnerLink> {
  try {
    useDatabase(open);
    return await ownerLink({ ctx: createCtx(SYSTEM), input: { email } });
  } finally {
    await open.close();
  }
}

/** From the embedded database; while a server has it, from that server. */
async function embeddedLink(dir: string, wanted: Wanted): Promise<OwnerLink> {
  if (!fs.existsSync(path.join(dir, "pglite"))) {
    throw new MisconfiguredError(
      `There is no database in ${path.resolve(dir)}. Set DATA_DIR as it is set for the server, or start the server once.`,
    );
  }
  let lock: DataDirLock;
  try {
    lock = lockDataDir(dir);
  } catch (held) {
    const link = await askForOwnerLink({ dir, ...wanted });
    if (link === null) throw held;
    return link;
  }
  try {
    const open = await openPglite({ dir: lock.dir });
    await migrateEmbedded(open);
    return await linkOn(open, wanted);
  } finally {
    lock.release();
  }
}

async function printLink({ email }: { email?: string }): Promise<void> {
  const wanted = { email: email?.trim().toLowerCase() };
  const { DATABASE_URL, DATA_DIR } = env();
  const { url, owner } = await (DATABASE_URL
    ? linkOn(openPostgres(DATABASE_URL, 1), wanted)
    : embeddedLink(DATA_DIR, wanted));
  console.log(
    owner
      ? `A new password for ${owner.name}, ${owner.email} (this link works once, for an hour): ${url}`
      : `Nobody has an account yet. Create the first owner (this link works once): ${url}`,
  );
}

await command({ usage: USAGE, options: { email: { type: "string" } }, run: printLink });

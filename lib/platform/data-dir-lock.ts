/**
 * One process owns DATA_DIR: two on one PGlite folder lose committed rows without an error.
 * The lock is SQLite's own file lock, which the kernel frees when its process dies, however it dies.
 */
import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MisconfiguredError } from "../core/errors";

export type DataDirLock = { dir: string; release(): void };

/** Takes the folder, creating it. Throws MisconfiguredError with one line when it is held or cannot be written. */
export function lockDataDir(dir: string): DataDirLock {
  const absolute = path.resolve(dir);
  try {
    // Sessions and keys lie in it: not for other users of the machine.
    fs.mkdirSync(absolute, { recursive: true, mode: 0o700 });
    fs.accessSync(absolute, fs.constants.W_OK);
  } catch (cause) {
    throw new MisconfiguredError(
      `The data folder ${absolute} cannot be written. Set DATA_DIR to one that can.`,
      {
        cause,
      },
    );
  }
  let handle: DatabaseSync | undefined;
  try {
    handle = new DatabaseSync(path.join(absolute, "lock.db"), { timeout: 0 });
    handle.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    handle?.close();
    throw new MisconfiguredError(
      `The data folder ${absolute} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
  const held = handle;
  return { dir: absolute, release: () => held.close() };
}

/**
 * Once before all tests: a dump of a migrated PGlite, which each file loads instead of migrating anew, and
 * what of this machine's neighbours (Postgres, Redis, the shared folder) the tests may use.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Redis } from "ioredis";
import type { TestProject } from "vitest/node";
import { PGlite } from "@electric-sql/pglite";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { postgresAnswers } from "@/db/testing";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the dump for `testPglite`. */
    migratedDump: string;
    /** Whether a Postgres answers, as `testPostgres` needs. Skip with `describe.skipIf(!inject("postgres"))`. */
    postgres: boolean;
    /** Address of a Redis that answers, null without one. */
    redisUrl: string | null;
    /** Absolute path of the folder with recordings beside the checkout, null where it is absent. */
    sharedFolder: string | null;
  }
}

const root = path.resolve(import.meta.dirname, "..");
const migrations = path.join(root, "db", "migrations");
const cache = path.join(root, ".cache");

export default async function setup(project: TestProject): Promise<void> {
  const shared = path.resolve(root, "..", "shared");
  const [dump, postgres, redisUrl] = await Promise.all([pgliteDump(), postgresAnswers(), answeringRedis()]);
  const sharedFolder = existsSync(shared) ? shared : null;
  project.provide("migratedDump", dump);
  project.provide("postgres", postgres);
  project.provide("redisUrl", redisUrl);
  project.provide("sharedFolder", sharedFolder);

  if (!postgres)
    console.log("No Postgres at 127.0.0.1:5432 (user postgres, no password): its tests are skipped.");
  if (!redisUrl) console.log("No Redis at 127.0.0.1:6379: its tests are skipped.");
  if (!sharedFolder)
    console.log(`No folder ${path.relative(root, shared)}: tests on recordings are skipped.`);
}

/** The dump for exactly these migrations, made where it is not there yet. */
async function pgliteDump(): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  for (const name of readdirSync(migrations)
    .filter((file) => file.endsWith(".sql"))
    .sort()) {
    hash.update(name).update(readFileSync(path.join(migrations, name)));
  }
  const file = path.join(cache, `pglite-${hash.digest("hex").slice(0, 16)}.tar`);
  if (existsSync(file)) return file;

  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "migrating-"));
  const open = await openPglite({ dir: folder });
  await migrateEmbedded(open);
  await open.close();
  const pglite = await PGlite.create(path.join(folder, "pglite"));
  const dump = await pglite.dumpDataDir("none");
  await pglite.close();
  rmSync(folder, { recursive: true, force: true });
  for (const old of readdirSync(cache).filter((name) => /^pglite-.*\.tar$/.test(name))) {
    rmSync(path.join(cache, old), { force: true });
  }
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
  return file;
}

async function answeringRedis(): Promise<string | null> {
  const url = "redis://127.0.0.1:6379";
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 2000, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    await redis.ping();
    return url;
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}

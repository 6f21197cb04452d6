/** The built server on a database of the bench: prepared, started, told to analyse, stopped. */
import { spawn } from "node:child_process";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import type { OpenDatabase } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { ownKeys, products, scans, sightings, trendSources } from "@/db/schema";
import { testPostgres } from "@/db/testing";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const SIGNING_KEY = "a-signing-key-of-the-bench-alone";

export type Kind = "pglite" | "postgres";

type Prepared = { settings: Record<string, string>; remove(): Promise<void> };

/** A database with `count` products that wait for analysis, and a server's settings to use it. */
export async function prepare(kind: Kind, count: number): Promise<Prepared> {
  if (kind === "postgres") {
    const open = await testPostgres("bench");
    await seed(open, count);
    return { settings: { DATABASE_URL: open.url }, remove: () => open.close() };
  }
  const dir = mkdtempSync(path.join(tmpdir(), "product-trend-bench-"));
  const lock = lockDataDir(dir);
  const open = await openPglite({ dir: lock.dir });
  await migrateEmbedded(open);
  await seed(open, count);
  await open.close();
  lock.release();
  return { settings: { DATA_DIR: dir }, remove: async () => rmSync(dir, { recursive: true, force: true }) };
}

/** Products as a scan leaves them, each seen three times; sources off, so that nothing else runs. */
async function seed({ db }: OpenDatabase, count: number): Promise<void> {
  const now = Date.now();
  await db
    .insert(trendSources)
    .values(SOURCE_ROWS.map((row) => ({ ...row, enabled: false, lastScan: new Date() })));
  await db
    .insert(scans)
    .values({ source: "reddit", plannedFor: new Date(0), status: "DONE", outcome: "sample" });
  await db.insert(ownKeys).values([
    { name: "qstash-current-signing-key", value: SIGNING_KEY },
    { name: "qstash-next-signing-key", value: `${SIGNING_KEY}-next` },
  ]);
  const rows = await db
    .insert(products)
    .values(Array.from({ length: count }, (_, at) => ({ title: `Folding desk lamp ${at}`, trendScore: 50 })))
    .returning({ id: products.id });
  await db.insert(sightings).values(
    rows.flatMap(({ id }) =>
      [0, 1, 2].map((day) => {
        const seenAt = new Date(now - day * 86_400_000);
        const title = `Folding desk lamp ${id}`;
        const detail = {
          kind: "product" as const,
          externalId: `lamp-${id}`,
          title,
          url: `https://shop.example/lamp/${id}`,
          price: { amount: "29.99", currency: "USD" },
          rank: 10 + day,
          listSize: 100,
          rating: 4.5,
          reviewCount: 320,
          seenAt: seenAt.toISOString(),
        };
        const priced = { priceAmount: "29.99", priceCurrency: "USD" };
        return {
          productId: id,
          origin: "amazon-best-sellers" as const,
          kind: "product" as const,
          externalId: detail.externalId,
          title,
          detail,
          mode: "sample" as const,
          seenAt,
          ...priced,
        };
      }),
    ),
  );
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

type Marks = { began: number[]; ended: number[]; rss: number };
/** Starts the built server; resolves when it answers. `perTick` products are started by one `analyze`. */
export async function start(settings: Record<string, string>, perTick: number) {
  const [port, probe] = [await freePort(), await freePort()];
  const args = [
    "--import",
    "./tests/bench/probe.mjs",
    "node_modules/next/dist/bin/next",
    "start",
    "-p",
    String(port),
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      NEXT_MANUAL_SIG_HANDLE: "1",
      PORT: String(port),
      PROBE_PORT: String(probe),
      ANALYZE_PER_TICK: String(perTick),
      LOG_LEVEL: "error",
      SOURCES_MODE: "sample",
      ...settings,
    },
  });
  const base = `http://localhost:${port}`;
  const probed = async (what: string): Promise<Marks> =>
    (await fetch(`http://127.0.0.1:${probe}/${what}`)).json() as Promise<Marks>;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${base}/api/health`).catch(() => null);
    if (answer?.status === 200) break;
    if (tries > 600) throw new Error("The server did not start.");
    await sleep(100);
  }
  return {
    /** Forgets the runs so far. */
    reset: () => probed("reset"),
    /** One tick of the analyze schedule, signed as the queue would sign it. */
    async analyze(): Promise<void> {
      const url = `${base}/api/cron/analyze`;
      const answer = await fetch(url, { method: "POST", headers: { "upstash-signature": sign(url) } });
      if (answer.status !== 200) throw new Error(`The tick was answered with ${answer.status}.`);
    },
    /** Resolves when `count` runs have ended since the last reset. */
    ended: (count: number) => probed(`ended?${count}`),
    async stop(): Promise<void> {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function sign(url: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = createHash("sha256").update("").digest("base64url");
  const claims = {
    iss: "Upstash",
    sub: url,
    exp: now + 300,
    nbf: now - 1,
    iat: now,
    jti: randomBytes(8).toString("hex"),
    body,
  };
  const head = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${head}.${createHmac("sha256", SIGNING_KEY).update(head).digest("base64url")}`;
}

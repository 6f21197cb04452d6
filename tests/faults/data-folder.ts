/** A data folder between two lives of the server: prepared for a test, and read afterwards. */
import { Client } from "@upstash/qstash";
import type { SourceId } from "@/lib/core/words";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { startQStash } from "@/lib/platform/qstash/embedded/start";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";
import { putSchedules } from "@/lib/steps/schedules";
import type { Database } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { databaseQueueStore } from "@/db/queries/queue";
import {
  agentReports,
  analysisRuns,
  discoveryQueries,
  outbox,
  products,
  queueDlq,
  queueMessages,
  scans,
  sightings,
  trendingKeywords,
  trendSources,
} from "@/db/schema";

/** Opens the folder's database, its lock first: throws where a process still holds it. */
export async function within<Result>(dir: string, work: (db: Database) => Promise<Result>): Promise<Result> {
  const lock = lockDataDir(dir);
  try {
    const open = await openPglite({ dir: lock.dir });
    try {
      return await work(open.db);
    } finally {
      await open.close();
    }
  } finally {
    lock.release();
  }
}

/** Pauses the schedules of the server that will be at `baseUrl`: no tick of the clock starts work of its own. */
export async function pauseSchedules(db: Database, baseUrl: string): Promise<void> {
  const store = databaseQueueStore(db);
  const keys = { token: "paused", currentSigningKey: "paused", nextSigningKey: "paused" };
  const queue = await startQStash({ store, ...keys });
  const client = new Client({ baseUrl: queue.url, token: queue.token, devMode: false, retry: false });
  await putSchedules(client, baseUrl);
  for (const { scheduleId } of await client.schedules.list()) {
    await client.schedules.pause({ schedule: scheduleId });
  }
  await queue.stop();
}

/** Switches every source off but these. */
export async function keepSources(db: Database, kept: readonly SourceId[]): Promise<void> {
  const off = SOURCE_ROWS.filter(({ name }) => !kept.includes(name)).map((row) => ({
    ...row,
    enabled: false,
  }));
  await db.insert(trendSources).values(off);
}

export type Stand = Awaited<ReturnType<typeof standOf>>;

/** What there is, in a shape that two histories can be compared by. */
export async function standOf(db: Database) {
  const reports = await db.select().from(agentReports);
  const seen = await db.select().from(sightings);
  return {
    scans: (await db.select().from(scans))
      .map((row) => `${row.source} ${row.status} ${row.outcome} ${row.found}`)
      .toSorted(),
    questions: (await db.select().from(discoveryQueries))
      .map((row) => `${row.question} ${row.status}`)
      .toSorted(),
    keywords: (await db.select().from(trendingKeywords))
      .map((row) => `${row.keyword} ×${row.searchCount}`)
      .toSorted(),
    // Which wordings are one product depends on how rare their words were when each came; that a thing has one does not.
    productsOf: new Set(
      seen.flatMap((row) => (row.productId === null ? [] : [`${row.origin} ${row.externalId}`])),
    ).size,
    productsUnseen: (await db.select().from(products))
      .filter((product) => !seen.some((row) => row.productId === product.id))
      .map((product) => product.title),
    sightings: seen.length,
    sightingsTwice: doubles(
      seen.map((row) => `${row.origin} ${row.externalId} ${row.detail.seenAt.slice(0, 10)}`),
    ),
    // Which of several equally good products is analysed depends on the order in which scans end.
    runs: (await db.select().from(analysisRuns)).map(
      (row) => `${row.status} ${row.verdict && "with a verdict"}`,
    ),
    reports: reports.map((row) => `${row.runId} ${row.position} ${row.agent} ${row.status}`).toSorted(),
    toReview: (await db.select().from(products))
      .filter((row) => row.status === "PENDING_REVIEW")
      .map((row) => row.verdict && "with a verdict"),
    undelivered: (await db.select().from(outbox))
      .filter((row) => row.receivedAt === null)
      .map((row) => row.dedupeId),
    unfinished: (await db.select().from(queueMessages))
      .filter((row) => row.finishedAt === null)
      .map((row) => `${row.envelope.url} retried ${row.retried}`),
    givenUp: (await db.select().from(queueDlq)).map((row) => row.record.message.envelope.url),
  };
}

function doubles(all: string[]): string[] {
  const once = new Set<string>();
  return all.filter((each) => once.size === once.add(each).size);
}

/**
 * A scan of all seven sources side by side, three of them dead or hanging: how long until every step has ended, beside
 * the time that a step's pages may take.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import { MINUTE_MS, SECOND_MS, systemClock } from "@/lib/core/clock";
import { messageOf, TransientError } from "@/lib/core/errors";
import { SOURCE_IDS, type SourceId, type SourceState } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { COLLECT_BUDGET_MS, useFetch } from "@/lib/scanning/collect-pages";
import { planScan } from "@/lib/scanning/plan-scan";
import { scanSource } from "@/lib/scanning/scan-source";
import { usePublisher } from "@/lib/steps/publish";
import { listSources } from "@/db/queries/source-steps";
import { scans } from "@/db/schema";
import { testPostgres } from "@/db/testing";
import { fetchPage } from "@/scanners/fetch-page";
import { samplePages } from "@/scanners/world";

/** How each broken source is broken. */
const BROKEN: Partial<Record<SourceId, "refuses" | "silent" | "stops midway">> = {
  "amazon-deals": "refuses",
  tiktok: "silent",
  instagram: "stops midway",
};
/** The queue's last try of a step: one that fails for good, as after three before it. */
const TRIES_BEFORE = 3;

export type ScanFigures = {
  seconds: number;
  budgetSeconds: number;
  /** Time until the step of each source had ended, in seconds, and the state that it was found in. */
  sources: Record<string, { seconds: number; state: SourceState }>;
  kept: boolean;
};

export async function benchScan(): Promise<ScanFigures> {
  const open = await testPostgres("bench_scan");
  const places = await Promise.all(SOURCE_IDS.map(serve));
  useFetch(fetchFrom(places));
  usePublisher(async () => {});
  try {
    const ctx: Ctx = {
      actor: SCHEDULE,
      db: open.db,
      clock: systemClock,
      requestId: "bench",
      env: parseEnv({
        NODE_ENV: "test",
        SOURCES_MODE: "live",
        INSTAGRAM_USER_ID: "1",
        INSTAGRAM_ACCESS_TOKEN: "x",
      }),
    };
    await planScan({ ctx, input: {} });
    await open.db.update(scans).set({ attempt: TRIES_BEFORE });
    const began = performance.now();
    const took = new Map<string, number>();
    await Promise.all(
      (await open.db.select().from(scans)).map(async ({ id, source }) => {
        await scanSource({ ctx: { ...ctx, requestId: source }, input: { scanId: id, outboxId: null } }).catch(
          (thrown: unknown) => console.log(`  ${source}: ${messageOf(thrown, 120)}`),
        );
        took.set(source, (performance.now() - began) / SECOND_MS);
      }),
    );
    const seconds = (performance.now() - began) / SECOND_MS;
    const sources = Object.fromEntries(
      (await listSources(open.db)).map(({ name, state }) => [name, { seconds: took.get(name) ?? 0, state }]),
    );
    const rightly = SOURCE_IDS.every((id) => sources[id]?.state === (BROKEN[id] ? "failed" : "live"));
    const budgetSeconds = COLLECT_BUDGET_MS / SECOND_MS;
    return { seconds, budgetSeconds, sources, kept: rightly && seconds < budgetSeconds };
  } finally {
    useFetch(undefined);
    usePublisher(undefined);
    for (const { server } of places) {
      server.closeAllConnections();
      server.close();
    }
    await open.close();
  }
}

type Place = { id: SourceId; server: Server; port: number };

/** Each source is known by where its requests go; both of Amazon's go to the same host. */
const ADDRESSES: Record<SourceId, RegExp> = {
  "amazon-best-sellers": /^www\.amazon\.com\/gp\/bestsellers/,
  "amazon-deals": /^www\.amazon\.com\/(?:s|deals)$/,
  tiktok: /tiktok\.com\//,
  reddit: /reddit\.com\//,
  "google-trends": /google\.com\//,
  instagram: /facebook\.com\//,
  pinterest: /pinterest\.com\//,
};

/** Fetches as a scan does, from the server that stands for the source; the page keeps the source's own address. */
function fetchFrom(places: readonly Place[]): typeof fetchPage {
  return async (request, options) => {
    const { host, pathname } = new URL(request.url);
    const place = places.find(({ id }) => ADDRESSES[id].test(`${host}${pathname}`));
    if (!place) throw new TransientError(`No server stands for ${host}${pathname}.`);
    const url = `http://127.0.0.1:${place.port}${pathname}`;
    const page = await fetchPage({ ...request, url }, { ...options, allowLoopback: true });
    return { ...page, url: request.url };
  };
}

/** A server in place of one source, which answers with its samples. */
async function serve(id: SourceId): Promise<Place> {
  const pages = samplePages(id, 13, new Date(Date.now() - MINUTE_MS));
  let answered = 0;
  const whole: RequestListener = (request, response) => {
    if (request.url === "/robots.txt") return response.writeHead(404).end();
    answered += 1;
    return response.end(pages[(answered - 1) % pages.length]?.body);
  };
  const listeners: Record<string, RequestListener> = {
    silent: () => {},
    "stops midway": (_, response) => response.write("{"),
  };
  const broken = BROKEN[id];
  const server = createServer((broken && listeners[broken]) ?? whole);
  const port = await listen(server);
  // Nobody listens there any more: connections are refused.
  if (broken === "refuses") server.close();
  return { id, server, port };
}

async function listen(server: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

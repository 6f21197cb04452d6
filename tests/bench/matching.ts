/** A thousand new sightings against a hundred thousand products and against a million, on Postgres. */
import postgres from "postgres";
import { systemClock } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { findSame } from "@/lib/matching/find-same";
import { indexWords } from "@/lib/matching/searches";
import { ingest } from "@/lib/scanning/ingest";
import { testPostgres } from "@/db/testing";

const NEW_SIGHTINGS = 1_000;
/** Batches of each size; the figures are their medians. */
const BATCHES = 3;

/** What matching may cost at the largest size, and how much more than at the smallest. */
const LIMITS = { growth: 3, ms: 5_000 };

type MatchingFigures = {
  products: number;
  /** Milliseconds to find what a thousand titles without a known key may be the same as. */
  matchingMs: number;
  /** Milliseconds to ingest them: keys, matching, rows, scores and the index. */
  ingestMs: number;
  /** Of the half that are other wordings of stored products, the share whose product was among the answers. */
  found: number;
  loadSeconds: number;
};

/** Figures for each size, smallest first, in one database that grows and is dropped afterwards, and whether the limits are kept. */
export async function benchMatching(
  sizes: readonly number[] = [100_000, 1_000_000],
): Promise<{ sizes: MatchingFigures[]; growth: number; limits: typeof LIMITS; kept: boolean }> {
  const open = await testPostgres("bench_matching");
  const client = postgres(open.url, { max: 1, onnotice: () => {} });
  const ctx: Ctx = {
    actor: SCHEDULE,
    db: open.db,
    clock: systemClock,
    requestId: "req_bench",
    env: parseEnv({ NODE_ENV: "test" }),
  };
  try {
    const figures: MatchingFigures[] = [];
    let stored = 0;
    for (const size of sizes) {
      const loading = performance.now();
      await load(client, stored, size);
      stored = size;
      const loadSeconds = (performance.now() - loading) / 1000;
      const batches: { matchingMs: number; ingestMs: number; found: number }[] = [];
      for (let batch = 0; batch < BATCHES; batch += 1) {
        batches.push(await measure(ctx, await newTitles(client, size, batch)));
      }
      const median = (of: (one: (typeof batches)[number]) => number) =>
        batches.map(of).toSorted((a, b) => a - b)[Math.floor(BATCHES / 2)] ?? Number.NaN;
      figures.push({
        products: size,
        matchingMs: median((one) => one.matchingMs),
        ingestMs: median((one) => one.ingestMs),
        found: median((one) => one.found),
        loadSeconds,
      });
    }
    const [first, last] = [figures[0]?.matchingMs ?? Number.NaN, figures.at(-1)?.matchingMs ?? Number.NaN];
    const growth = last / first;
    return { sizes: figures, growth, limits: LIMITS, kept: growth <= LIMITS.growth && last <= LIMITS.ms };
  } finally {
    await client.end({ timeout: 5 });
    await open.close();
  }
}

/** Titles of which every second is another wording of the product `of`; the others are new. */
type Title = { title: string; of: number | null };

async function measure(ctx: Ctx, titles: readonly Title[]) {
  const started = performance.now();
  const found = await findSame({ ctx, input: { offers: titles.map(({ title }) => ({ title })) } });
  const matchingMs = performance.now() - started;
  const worded = titles.flatMap(({ of }, at) => (of === null ? [] : [{ of, list: found[at] ?? [] }]));
  const hits = worded.filter(({ of, list }) =>
    list.some((which) => "productId" in which && which.productId === of),
  );
  const seenAt = new Date().toISOString();
  const sightings = titles.map(({ title }, at): Sighting => ({
    kind: "product",
    externalId: `${seenAt}-${at}`,
    title,
    seenAt,
  }));
  const ingesting = performance.now();
  await ctx.db.transaction((tx) =>
    ingest({ ctx: { ...ctx, db: tx }, input: { origin: "reddit", mode: "sample", scanId: null, sightings } }),
  );
  return { matchingMs, ingestMs: performance.now() - ingesting, found: hits.length / worded.length };
}

/** The word of a rank, in letters that no rule of titles rewrites. */
const WORD =
  "'o' || translate(to_hex(floor(exp(random() * ln(300000)))::int), '0123456789abcdef', 'bcdfghjklmnpqrtv')";
const BRAND =
  "'br' || translate(to_hex(floor(exp(random() * ln(20000)))::int), '0123456789abcdef', 'bcdfghjklmnpqrtv')";
/** Three titles in five carry a model number, that hardly any other has. */
const MODEL = "case when random() < 0.6 then ' kx' || floor(random() * 30000000)::int else '' end";

/**
 * Products up to `to` with their words, keys and one sighting each over half a year, made by the database from a seed. How often
 * a word occurs falls with its rank (G. K. Zipf, Human behavior and the principle of least effort, 1949).
 */
async function load(client: postgres.Sql, from: number, to: number): Promise<void> {
  await client.unsafe(`
    drop index product_words_idx;
    set synchronous_commit = off;
    set maintenance_work_mem = '256MB';
    select setseed(0.42);
    insert into products (title, discovered_at, trend_score)
      select ${BRAND} || ${MODEL} || ' ' || (select string_agg(${WORD}, ' ') from generate_series(1, 4 + n % 5)),
        now() - n * interval '1 second', random() * 100
      from generate_series(${from + 1}, ${to}) n;
    insert into product_words
      select id, array(select distinct unnest(string_to_array(title, ' '))) from products where id not in (select product_id from product_words);
    truncate word_counts;
    insert into word_counts select word, count(*) from product_words, unnest(words) word group by word;
    insert into word_counts select '', count(*) from product_words;
    insert into product_keys
      select 'title:' || regexp_replace(title, '([a-z]) (?=[a-z])', '\\1', 'g'), id from products on conflict do nothing;
    insert into sightings (product_id, origin, kind, external_id, title, engagement, detail, mode, seen_at)
      select id, 'reddit', 'product', 'stored-' || id, title, random() * 1000,
        jsonb_build_object('kind', 'product', 'externalId', 'stored-' || id, 'title', title, 'seenAt', now()::text), 'sample',
        now() - id % 180 * interval '1 day' - interval '1 hour'
      from products where id > ${from} and id not in (select product_id from sightings where product_id is not null);
    create index product_words_idx on product_words using gin (words) with (fastupdate = off);
    analyze`);
}

async function newTitles(client: postgres.Sql, size: number, batch: number): Promise<Title[]> {
  const every = Math.floor(size / (NEW_SIGHTINGS / 2));
  const stored = await client<{ id: number; title: string; words: string[] }[]>`
    select id, title, words from products join product_words on product_id = id
    where id % ${every} = ${batch + 1} and id <= ${size} order by id limit ${NEW_SIGHTINGS / 2}`;
  const [row] = stored;
  if (!row || [...row.words].toSorted().join() !== indexWords(row.title).toSorted().join())
    throw new Error("The words of the bench are not the words of the index.");
  const fresh = await client.unsafe<{ title: string }[]>(
    `select ${BRAND} || ${MODEL} || ' ' || (select string_agg(${WORD}, ' ') from generate_series(1, 4 + n % 5)) as title
     from generate_series(1, ${NEW_SIGHTINGS / 2}) n`,
  );
  // Another wording: the words the other way round, one left out and one added.
  const worded = stored.map(({ id, title }) => ({
    of: id,
    title: [...title.split(" ").toReversed().slice(1), "boxed"].join(" "),
  }));
  return [...worded, ...fresh.map(({ title }) => ({ title, of: null }))];
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { AGENTS } from "@/agents/roster";
import { DAY_MS, MINUTE_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { changeBudgets } from "@/lib/models/ledger/change-budgets";
import { comeAgain } from "@/lib/models/come-again";
import { MustWait } from "@/lib/models/must-wait";
import { settleLost } from "@/lib/models/settle-lost";
import { setFailpointHook } from "@/lib/platform/failpoint";
import { redis } from "@/lib/platform/redis/redis";
import { sweep } from "@/lib/health/sweep";
import { readSettings } from "@/lib/settings/read-settings";
import { switchPause } from "@/lib/settings/switch-pause";
import { executeStep } from "@/lib/steps/execute";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import type { DueStep } from "@/db/queries/outbox";
import { agentReports, analysisRuns, discoveryQueries, modelCalls, outbox } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { seeded } from "../pacing/simulate";
import { createWorld, type World } from "../steps/world";
import { startCountingProvider, type Charge, type Fault } from "./counting-provider";

/** Turns a second or two away are slept out; here the clock is moved by hand and nobody need sleep. */
vi.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

const KILLS = [
  "run-agent:claimed",
  "ledger:reserved",
  "ledger:answered",
  "ledger:failed",
  "ledger:settled",
  "run-agent:answered",
  "run-agent:stored",
  "run-agent:published",
];
const MODELS = ["openai/gpt-oss-120b", "openai/gpt-oss-20b"];
const micros = (usd: string | null): number => Math.round(Number(usd) * 1_000_000);

let open: OpenDatabase;
let provider: Awaited<ReturnType<typeof startCountingProvider>>;
let stop: () => Promise<void>;

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  await redis().del(...MODELS.map((id) => `pace:groq:${id}`));
});
afterEach(async () => {
  setFailpointHook(undefined);
  await stop();
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

async function paidWorld(
  seed: number,
  faults: { fault?: () => Fault } = {},
  settings: Record<string, string> = {},
): Promise<World> {
  provider = await startCountingProvider({ random: seeded(seed), ...faults });
  stop = () => provider.stop();
  const world = await createWorld(open.db, {
    settings: {
      SOURCES_MODE: "sample",
      GROQ_API_KEY: "key-of-a-test",
      GROQ_BASE_URL: provider.url,
      MODEL_PAUSE_MS: "0",
      DAILY_BUDGET_USD: "5",
      PRODUCT_BUDGET_USD: "5",
      ...settings,
    },
  });
  await world.scan();
  for (let step = world.queue.shift(); step; step = world.queue.shift()) await world.deliver(step);
  return world;
}

const callRows = () => open.db.select().from(modelCalls).orderBy(modelCalls.id);

type Pair = { id: number; charge: Charge | undefined };

/** Delivers all there is, each message at its time and now and then to its death; pairs each ledger row with the provider's entry. */
async function deliverAll(world: World, before: () => void = () => {}): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    if (world.queue.length === 0) {
      // What died before it was published is found by the health task.
      world.clock.advance(16 * MINUTE_MS);
      await sweep({ ctx: world.ctx() });
    }
    const step = world.queue.shift();
    if (!step) return pairs;
    const wait = (step.notBefore?.getTime() ?? 0) - world.clock.now().getTime();
    if (wait > 0) world.clock.advance(wait);
    before();
    const rows = (await callRows()).length;
    const charged = provider.charges.length;
    let again = false;
    const killed = await world.survive(async () => {
      try {
        await world.deliver(step);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        again = thrown.retryable;
      }
    });
    const added = (await callRows()).slice(rows);
    const entries = provider.charges.slice(charged);
    expect(added.length).toBeLessThanOrEqual(1);
    expect(entries.length).toBeLessThanOrEqual(added.length);
    for (const row of added) pairs.push({ id: row.id, charge: entries[0] });
    if (killed || again) world.queue.push(step);
  }
  throw new Error("The work did not settle.");
}

/** The ledger beside the provider's own books: equal to the millionth where the outcome is known, else not below them. */
async function expectAgreement(pairs: Pair[], dailyMicros: number): Promise<void> {
  const rows = await callRows();
  expect(rows).toHaveLength(pairs.length);
  const days = new Map<number, { ledger: number; provider: number }>();
  for (const row of rows) {
    const charged = pairs.find(({ id }) => id === row.id)?.charge?.micros ?? 0;
    const settled = micros(row.settledUsd);
    expect(row.status).not.toBe("RESERVED");
    if (row.estimated) expect(settled).toBeGreaterThanOrEqual(charged);
    else expect(settled).toBe(charged);
    const day = Math.floor(row.createdAt.getTime() / DAY_MS);
    const sum = days.get(day) ?? { ledger: 0, provider: 0 };
    days.set(day, { ledger: sum.ledger + settled, provider: sum.provider + charged });
  }
  for (const sum of days.values()) {
    expect(sum.ledger).toBeLessThanOrEqual(dailyMicros);
    expect(sum.provider).toBeLessThanOrEqual(sum.ledger);
  }
  expect(provider.charges.reduce((sum, { micros: one }) => sum + one, 0)).toBe(
    [...days.values()].reduce((sum, day) => sum + day.provider, 0),
  );
}

test("an analysis in peace: eleven paid calls, and the ledger is the provider's books to the millionth", async () => {
  const world = await paidWorld(1);
  await world.analyze(1);
  const pairs = await deliverAll(world);
  expect(pairs).toHaveLength(11);
  await expectAgreement(pairs, 5_000_000);
  const rows = await callRows();
  expect(rows.every((row) => row.status === "SETTLED" && !row.estimated && row.response !== null)).toBe(true);
  expect(rows[0]).toMatchObject({ provider: "groq", agent: "scanner", purpose: "scanner", runId: 1 });
  expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({ status: "FINISHED" });
  const reports = await open.db.select().from(agentReports);
  expect(reports.every((row) => row.attempt === 1 && row.waitUntil === null)).toBe(true);
  // The free plan's tokens of a minute are fewer than an analysis takes: some steps waited, and that was no attempt.
  const waits = (await open.db.select().from(outbox)).filter((row) => row.notBefore !== null);
  expect(waits.length).toBeGreaterThan(0);
  expect(waits.length).toBeLessThanOrEqual(11);
});

test("three analyses at once take about two messages a step, as the arithmetic of the free plans says", async () => {
  const world = await paidWorld(1);
  const { started } = await world.analyze(3);
  await deliverAll(world);
  const messages = (await open.db.select().from(outbox)).filter(({ step }) => step === "run-agent");
  const perStep = messages.length / (started.length * AGENT_IDS.length);
  expect(perStep).toBeGreaterThan(1.5);
  expect(perStep).toBeLessThanOrEqual(2.5);
});

test("as many analyses begin as the day's tokens hold: at most by the definitions, then by what calls have taken", async () => {
  const world = await paidWorld(1);
  const perAnalysis = (tokens: (agent: AgentId) => number) =>
    AGENT_IDS.filter((agent) => AGENTS[agent].role === "fast").reduce((sum, agent) => sum + tokens(agent), 0);
  const A_DAY = 200_000;
  const first = await world.analyze(20);
  expect(first.started).toHaveLength(Math.floor(A_DAY / perAnalysis((agent) => AGENTS[agent].mostTokens)));
  // Those under way are to be ended first.
  expect((await world.analyze(20)).started).toHaveLength(0);
  await deliverAll(world);
  world.clock.advance(DAY_MS);
  const taken = Map.groupBy(await callRows(), ({ agent }) => agent);
  const mean = (agent: AgentId) => {
    const calls = taken.get(agent) ?? [];
    const tokens = calls.map(
      (row) => Number(row.inputTokens) - Number(row.cachedTokens) + Number(row.outputTokens),
    );
    return tokens.reduce((sum, each) => sum + each, 0) / calls.length;
  };
  const second = await world.analyze(20);
  expect(second.started).toHaveLength(Math.floor(A_DAY / perAnalysis(mean)));
  expect(second.started.length).toBeGreaterThan(first.started.length);
});

describe.each([1, 2, 3])("steps that crash and come again at random, seed %i", (seed) => {
  test("spend stays within the day's budget, and the books agree once what died is settled", async () => {
    const random = seeded(seed);
    const faults = (): Fault => {
      const at = random();
      return at < 0.06 ? "cut" : at < 0.1 ? "busy" : at < 0.16 ? "refused" : "none";
    };
    const world = await paidWorld(seed, { fault: faults }, { DAILY_BUDGET_USD: "0.2" });
    await world.analyze(3);
    // Room for three to begin, then for a part of what they need in a day.
    await setBudgets(world, "0.03", "5");
    const pairs = await deliverAll(world, () => {
      const name = KILLS[Math.floor(random() * KILLS.length)] ?? "";
      if (random() < 0.5) world.killAt(name);
      else setFailpointHook(undefined);
    });
    expect(world.kills).toBeGreaterThan(2);
    expect(pairs.length).toBeGreaterThan(20);
    world.clock.advance(11 * MINUTE_MS);
    await settleLost({ ctx: world.ctx() });
    await expectAgreement(pairs, 30_000);
    const runs = await open.db.select().from(analysisRuns);
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.every((run) => run.status === "FINISHED" || run.status === "FAILED")).toBe(true);
  }, 120_000);
});

const person = { kind: "person", id: "p", name: "P", role: "owner" } as const;
const setBudgets = (world: World, dailyUsd: string, productUsd: string) =>
  changeBudgets({
    ctx: { ...world.ctx(), actor: person },
    input: { dailyUsd, productUsd, reuseHours: 24 },
  });

describe("over a budget", () => {
  test.each([
    { which: "the day", budgets: ["0", "5"], says: /budget of the day for model calls, \$0\.00/ },
    { which: "the product", budgets: ["5", "0"], says: /budget of this product for a day, \$0\.00/ },
  ] as const)(
    "$which: nothing is called, the step waits for tomorrow and says so, and goes on once there is room",
    async (of) => {
      const world = await paidWorld(1);
      await world.analyze(1);
      await setBudgets(world, of.budgets[0], of.budgets[1]);
      const [first] = world.queue.splice(0);
      if (!first) throw new Error("No step is due.");
      expect(await world.deliver(first)).toBe("waiting");
      const [scanner] = await open.db.select().from(agentReports).orderBy(agentReports.position);
      expect(scanner).toMatchObject({ status: "QUEUED", attempt: 0, leaseToken: null });
      expect(scanner?.waitReason).toMatch(of.says);
      expect(scanner?.waitUntil?.toISOString()).toBe("2026-03-03T00:00:00.000Z");
      expect(provider.charges).toHaveLength(0);
      expect(await callRows()).toHaveLength(0);
      // What waits is not taken for lost: nothing is published for it before its time.
      world.clock.advance(60 * MINUTE_MS);
      expect(await sweep({ ctx: world.ctx() })).toEqual({ republished: 0, recovered: 0 });

      await setBudgets(world, "5", "5");
      const [woken] = await open.db.select().from(agentReports).orderBy(agentReports.position);
      expect(woken?.waitReason).toBeNull();
      await deliverAll(world);
      expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({ status: "FINISHED" });
    },
  );

  test("a question of discovery waits as a step does, and comes again as soon as the budget is raised", async () => {
    const world = await paidWorld(1, {}, { MODEL_WEB: "groq:openai/gpt-oss-20b" });
    const live = { ...world.ctx(), env: { ...world.ctx().env, sourcesMode: "live" as const } };
    const deliver = (step: DueStep) =>
      executeStep({ ctx: live, step: step.step, body: { ...step.payload, outboxId: step.id } });
    await setBudgets(world, "0", "5");
    await world.discover();
    for (const step of world.queue.splice(0)) expect(await deliver(step)).toBe("waiting");
    const waiting = await open.db.select().from(discoveryQueries);
    expect(waiting.map(({ status, attempt }) => [status, attempt])).toEqual(
      Array(4).fill(["QUEUED", 0]) as unknown,
    );
    for (const { waitUntil, waitReason } of waiting) {
      expect(waitUntil?.toISOString()).toBe("2026-03-03T00:00:00.000Z");
      expect(waitReason).toMatch(/budget of the day for model calls, \$0\.00/);
    }
    world.queue.splice(0);
    await setBudgets(world, "5", "5");
    expect(world.queue.map(({ step, notBefore }) => [step, notBefore])).toEqual(
      Array(4).fill(["discover-query", null]) as unknown,
    );
  });

  test("a step whose budget is raised while it is being written down as waiting comes again at once", async () => {
    const world = await paidWorld(1);
    await setBudgets(world, "0", "5");
    const { budgets } = await readSettings({ ctx: world.ctx() });
    const tomorrow = new Date("2026-03-03T00:00:00.000Z");
    const wait = new MustWait(tomorrow, "No room.", budgets);
    const due = () =>
      open.db.transaction((tx) => comeAgain({ ctx: { ...world.ctx(), db: tx }, input: wait }));
    expect(await due()).toEqual(tomorrow);
    await setBudgets(world, "5", "5");
    expect(await due()).toEqual(world.clock.now());
  });

  test("no analysis is begun that the day has no room for", async () => {
    const world = await paidWorld(1, {}, { DAILY_BUDGET_USD: "0.07" });
    expect((await world.analyze(10)).started).toHaveLength(2);
    expect((await world.analyze(10)).started).toHaveLength(0);
  });
});

test("a step that died with its answer stored takes that answer again and pays nothing", async () => {
  const world = await paidWorld(1);
  await world.analyze(1);
  world.killAt("ledger:settled");
  const pairs = await deliverAll(world);
  expect(world.kills).toBe(1);
  expect(pairs).toHaveLength(11);
  expect(provider.charges).toHaveLength(11);
  const [scanner] = await open.db.select().from(agentReports).orderBy(agentReports.position);
  expect(scanner).toMatchObject({ status: "DONE", reusedFrom: pairs[0]?.id, inputTokens: 0, attempt: 2 });
  await expectAgreement(pairs, 5_000_000);
});

test("a step whose turn at a model comes in a pause says no more that it waits for it", async () => {
  const world = await paidWorld(1);
  await world.analyze(1);
  const waiting = async () =>
    (await open.db.select().from(agentReports)).find(
      ({ status, waitUntil }) => status === "QUEUED" && waitUntil,
    );
  let step = world.queue.shift();
  while (step && !(await waiting())) {
    await world.deliver(step);
    step = world.queue.shift();
  }
  if (!step?.notBefore) throw new Error("No step waits for its turn.");
  expect((await waiting())?.waitReason).toMatch(/turn/);
  await switchPause({ ctx: { ...world.ctx(), actor: person }, input: { paused: true } });
  world.clock.advance(step.notBefore.getTime() - world.clock.now().getTime());
  expect(await world.deliver(step)).toBe("waiting");
  expect((await waiting())?.waitReason).toBeNull();
});

test("a pause that begins while a step is on its way to its call: nothing is called, and it goes on when the pause ends", async () => {
  const world = await paidWorld(1);
  await world.analyze(1);
  const pause = (paused: boolean) =>
    switchPause({ ctx: { ...world.ctx(), actor: person }, input: { paused } });
  setFailpointHook(async (name) => {
    if (name === "run-agent:claimed") await pause(true);
  });
  // It gives its claim back, comes again at once and then waits for the end of the pause.
  for (let round = 0; round < 2; round += 1) {
    const steps = world.queue.splice(0);
    expect(steps).toHaveLength(1);
    for (const step of steps) expect(await world.deliver(step)).toBe("waiting");
  }
  setFailpointHook(undefined);
  expect(await callRows()).toEqual([]);
  expect(provider.charges).toEqual([]);
  const [scanner] = await open.db.select().from(agentReports).orderBy(agentReports.position);
  expect(scanner).toMatchObject({ status: "QUEUED", attempt: 0, leaseToken: null });
  world.queue.splice(0);
  await pause(false);
  await expectAgreement(await deliverAll(world), 5_000_000);
  expect(provider.charges).toHaveLength(11);
  expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({ status: "FINISHED" });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { AGENT_IDS } from "@/lib/core/words";
import { resumeRun } from "@/lib/analysis/resume-run";
import { runTask } from "@/lib/health/run-task";
import { setFailpointHook } from "@/lib/platform/failpoint";
import { changeSetting } from "@/lib/settings/change-setting";
import { abandonStep } from "@/lib/steps/abandon";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { agentReports, analysisRuns, auditLogs, outbox, products, scans, trendSources } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { createWorld, type World } from "./world";

let open: OpenDatabase;
let world: World;

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  world = await createWorld(open.db);
  await world.scan();
  await world.settle();
});
afterEach(() => setFailpointHook(undefined));
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

/** The provider is down from the fourth agent on. */
function failFromFourth() {
  let answers = 0;
  setFailpointHook((name) => {
    if (name === "run-agent:answered" && ++answers > 3) throw new Error("The provider is down.");
  });
}

/** Delivers as the queue does: an error keeps the message, at most four tries. */
async function deliverAll(): Promise<string[]> {
  const errors: string[] = [];
  for (let step = world.queue.shift(); step !== undefined; step = world.queue.shift()) {
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      try {
        await world.deliver(step);
        break;
      } catch (thrown) {
        errors.push(String(thrown));
      }
    }
  }
  return errors;
}

describe("a step that keeps failing", () => {
  test("fails its run after four tries and says why; the product is tried again later; resume goes on from there", async () => {
    failFromFourth();
    const { started } = await world.analyze(1);
    const [runId = 0] = started;
    expect(await deliverAll()).toHaveLength(4);

    const [run] = await open.db.select().from(analysisRuns);
    expect(run).toMatchObject({ status: "FAILED", lastError: "The provider is down." });
    const reports = await open.db.select().from(agentReports);
    const byAgent = Object.fromEntries(reports.map((row) => [row.agent, row]));
    expect(byAgent["quality"]).toMatchObject({
      status: "FAILED",
      attempt: 4,
      lastError: "The provider is down.",
    });
    expect(reports.filter((row) => row.status === "DONE").map((row) => row.agent)).toEqual(
      AGENT_IDS.slice(0, 3),
    );
    const product = (await open.db.select().from(products)).find((row) => row.id === run?.productId);
    expect(product).toMatchObject({ status: "DISCOVERED", failedRuns: 1 });
    expect(product?.analyzeAfter?.getTime()).toBeGreaterThan(world.clock.now().getTime());

    setFailpointHook(undefined);
    const finishedBefore = byAgent["scanner"]?.finishedAt;
    await resumeRun({ ctx: world.ctx(), input: { runId } });
    await world.settle();
    const after = await open.db.select().from(agentReports);
    expect(after.every((row) => row.status === "DONE")).toBe(true);
    expect(after.find((row) => row.agent === "scanner")).toMatchObject({
      attempt: 1,
      finishedAt: finishedBefore,
    });
    expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({
      status: "FINISHED",
      lastError: null,
    });
    expect((await world.stand()).waiting).toBe(1);
    const resumed = (await open.db.select().from(auditLogs)).filter((row) => row.action === "run.resumed");
    expect(resumed).toHaveLength(1);
  });

  test("three failed runs leave the product to a person", async () => {
    await open.db.update(products).set({ trendScore: 1 });
    const [chosen] = await open.db.select().from(products);
    failFromFourth();
    for (let run = 0; run < 3; run += 1) {
      await world.analyze(500);
      await deliverAll();
      world.clock.advance(24 * 3_600_000);
    }
    const [product] = (await open.db.select().from(products)).filter((row) => row.id === chosen?.id);
    expect(product).toMatchObject({ status: "ANALYSIS_FAILED", failedRuns: 3 });
  }, 120_000);
});

describe("a message that the queue has given up", () => {
  const failed = (step: string, payload: object) => ({
    url: `http://localhost:3000/api/steps/${step}`,
    status: 500,
    retried: 3,
    body: Buffer.from(JSON.stringify({ error: "It timed out." })).toString("base64"),
    sourceBody: Buffer.from(JSON.stringify(payload)).toString("base64"),
  });

  test("fails its run with the reason of the last answer", async () => {
    const { started } = await world.analyze(1);
    const input = failed("run-agent", { outboxId: 1, runId: started[0], agent: "scanner" });
    expect(await abandonStep({ ctx: world.ctx(), input })).toEqual({ abandoned: true });
    expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({
      status: "FAILED",
      lastError: "It timed out.",
    });
  });

  test("changes nothing where the step has finished meanwhile", async () => {
    const { started } = await world.analyze(1);
    await world.settle();
    const input = failed("run-agent", { outboxId: 1, runId: started[0], agent: "scanner" });
    expect(await abandonStep({ ctx: world.ctx(), input })).toEqual({ abandoned: false });
    expect((await open.db.select().from(analysisRuns))[0]).toMatchObject({ status: "FINISHED" });
  });

  test("changes nothing where the run was resumed meanwhile, and the resumed step has all its tries", async () => {
    failFromFourth();
    const { started } = await world.analyze(1);
    const [runId = 0] = started;
    await deliverAll();
    const [old] = (await open.db.select().from(outbox)).filter((row) => row.payload["agent"] === "quality");
    await resumeRun({ ctx: world.ctx(), input: { runId } });
    const input = failed("run-agent", { outboxId: old?.id, ...old?.payload });
    expect(await abandonStep({ ctx: world.ctx(), input })).toEqual({ abandoned: false });
    expect(await deliverAll()).toHaveLength(4);
    const [quality] = (await open.db.select().from(agentReports)).filter((row) => row.agent === "quality");
    expect(quality).toMatchObject({ status: "FAILED", attempt: 4 });
  });

  test("is refused for good where it carries no ids, or is no callback at all", async () => {
    const strange = [failed("run-agent", { outboxId: 1 }), failed("scan-source", []), {}, "x"];
    for (const input of strange) {
      await expect(abandonStep({ ctx: world.ctx(), input })).rejects.toMatchObject({ code: "PERMANENT" });
    }
  });

  test("marks the source of a given-up scan as failed", async () => {
    world.clock.advance(3_600_000);
    await world.scan();
    const [scan] = (await open.db.select().from(scans)).filter((row) => row.status === "QUEUED");
    const input = failed("scan-source", { outboxId: 1, scanId: scan?.id });
    expect(await abandonStep({ ctx: world.ctx(), input })).toEqual({ abandoned: true });
    const reddit = (await open.db.select().from(trendSources)).find((row) => row.name === "reddit");
    expect(reddit).toMatchObject({ state: "failed", stateWhy: "It timed out." });
  });
});

describe("the pause", () => {
  const pause = (value: boolean) =>
    changeSetting({ ctx: { ...world.ctx(), db: open.db }, input: { key: "paused", value } });

  test("lets work wait where it is, as no attempt, and go on after", async () => {
    await world.analyze(1);
    const [first] = world.queue.splice(0);
    await pause(true);
    if (!first) throw new Error("Nothing was queued.");
    expect(await world.deliver(first)).toBe("waiting");
    const [scanner] = (await open.db.select().from(agentReports)).filter((row) => row.agent === "scanner");
    expect(scanner).toMatchObject({ status: "QUEUED", attempt: 0 });
    const later = (await open.db.select().from(outbox)).filter((row) => row.notBefore !== null);
    expect(later).toHaveLength(1);
    expect(await runTask({ ctx: world.ctx(), input: { task: "scan" } })).toEqual({ paused: true });

    await pause(false);
    await world.settle();
    expect((await world.stand()).waiting).toBe(1);
  });
});

test("a message without its ids, or of an unknown step, is refused for good", async () => {
  const message = { id: 1, dedupeId: "x", notBefore: null };
  await expect(
    world.deliver({ ...message, step: "run-agent", payload: { runId: "1; drop table" } }),
  ).rejects.toMatchObject({
    code: "BAD_REQUEST",
    retryable: false,
  });
  await expect(world.deliver({ ...message, step: "make-coffee", payload: {} })).rejects.toMatchObject({
    code: "PERMANENT",
  });
});

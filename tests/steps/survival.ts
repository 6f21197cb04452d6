import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { AGENT_IDS } from "@/lib/core/words";
import { setFailpointHook } from "@/lib/platform/failpoint";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { emptyTables } from "@/db/testing";
import { createWorld, type World } from "./world";

/** Every named place between two writes of a step, and which of its passes the process dies at. */
const KILLS: Record<string, number[]> = {
  "scan-source:claimed": [1],
  "scan-source:read": [1],
  "scan-source:ingested": [1],
  "scan-source:stored": [1],
  "discover-query:claimed": [1, 3],
  "discover-query:answered": [2],
  "discover-query:kept": [1, 4],
  "discover-query:stored": [1, 4],
  "analyze:started": [1],
  "run-agent:claimed": [1, 7, 12],
  "run-agent:answered": [1, 11, 12],
  "run-agent:stored": [1, 6, 11],
  "run-agent:published": [1, 11],
  "finish-run:reported": [1],
  "finish-run:judged": [1],
  "run-agent:finished": [1],
};

/** The whole matrix on one kind of database: they differ in what a statement may carry and in how a transaction waits. */
export function provesSurvival(openDatabase: () => Promise<OpenDatabase>): void {
  let open: OpenDatabase;
  let untouched: Awaited<ReturnType<World["stand"]>>;

  async function wholeJob(world: World) {
    // A tick that has started an analysis would start another one: it comes again only where it has not.
    const analyzeOne = async () => {
      if ((await world.stand()).runs.length === 0) await world.analyze(1);
    };
    for (const begin of [world.scan, world.discover, analyzeOne]) {
      // A tick of the schedule that dies comes again with the next one.
      if (await world.survive(begin)) await begin();
      await world.settle();
    }
    return world.stand();
  }

  beforeAll(async () => {
    open = await openDatabase();
    untouched = await wholeJob(await createWorld(open.db));
  });
  afterEach(() => setFailpointHook(undefined));
  afterAll(async () => {
    usePublisher(undefined);
    await open.close();
  });

  test("without a kill the job ends: one scan, four questions, twelve reports, one product to review", () => {
    expect(untouched).toMatchObject({ scans: ["reddit DONE sample"], waiting: 1, undelivered: 0 });
    expect(untouched.questions).toEqual(["DONE", "DONE", "DONE", "DONE"]);
    expect(untouched.reports).toHaveLength(AGENT_IDS.length);
    expect(untouched.sightings).toBeGreaterThan(200);
  });

  test("every failpoint of the steps has its kill here", () => {
    const lib = path.resolve(import.meta.dirname, "../../lib");
    const named = readdirSync(lib, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.includes(path.join("platform", "qstash")))
      // Rules buy nothing: what dies between reserving and settling has a test of its own (tests/spend).
      .filter((file) => !file.includes(path.join("models", "buy")))
      .flatMap((file) => [
        ...readFileSync(path.join(lib, file), "utf8").matchAll(/await failpoint\("([^"]+)"\)/g),
      ])
      .map((match) => String(match[1]));
    expect(Object.keys(KILLS).toSorted()).toEqual([...new Set(named)].toSorted());
  });

  describe("a process killed between any two writes loses nothing and doubles nothing", () => {
    const places = Object.entries(KILLS).flatMap(([name, passes]) => passes.map((nth) => ({ name, nth })));
    test.each(places)("killed at $name, pass $nth", async ({ name, nth }) => {
      await emptyTables(open.db);
      const world = await createWorld(open.db);
      world.killAt(name, nth);
      const stood = await wholeJob(world);
      expect(world.kills).toBe(1);
      expect(stood).toEqual(untouched);
    });
  });

  describe("delivery is at least once and in any order", () => {
    test("each message delivered three times does its work once", async () => {
      await emptyTables(open.db);
      const world = await createWorld(open.db);
      for (const begin of [world.scan, world.discover, () => world.analyze(1)]) {
        await begin();
        for (let step = world.queue.shift(); step !== undefined; step = world.queue.shift()) {
          expect(await world.deliver(step)).toBe("done");
          expect(await world.deliver(step)).toBe("lost");
          expect(await world.deliver(step)).toBe("lost");
        }
      }
      expect(await world.stand()).toEqual(untouched);
    });

    test("a step that comes before its turn does nothing, and its turn still comes", async () => {
      await emptyTables(open.db);
      const world = await createWorld(open.db);
      await world.scan();
      await world.settle();
      await world.discover();
      await world.settle();
      const { started } = await world.analyze(1);
      const [runId = 0] = started;
      for (const agent of AGENT_IDS.toReversed().slice(0, -1)) {
        const early = {
          id: 1_000_000,
          step: "run-agent",
          payload: { runId, agent },
          dedupeId: "early",
          notBefore: null,
        };
        expect(await world.deliver(early)).toBe("lost");
      }
      await world.settle();
      expect(await world.stand()).toEqual(untouched);
    });

    test("two workers on the same message at once: one works, one loses", async () => {
      await emptyTables(open.db);
      const world = await createWorld(open.db);
      await world.scan();
      await world.settle();
      await world.analyze(1);
      for (let step = world.queue.shift(); step !== undefined; step = world.queue.shift()) {
        const outcomes = await Promise.all([world.deliver(step), world.deliver(step)]);
        expect(outcomes.toSorted()).toEqual(["done", "lost"]);
      }
    });
  });
}

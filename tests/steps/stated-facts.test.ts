import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { Ctx } from "@/lib/ctx";
import { addProduct } from "@/lib/by-hand/add-product";
import type { GivenFacts } from "@/lib/by-hand/given-facts";
import { stateFacts } from "@/lib/by-hand/state-facts";
import { takeBackFact } from "@/lib/by-hand/take-back-fact";
import { setFailpointHook } from "@/lib/platform/failpoint";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { standingFacts } from "@/db/queries/facts";
import { agentReports, analysisRuns, auditLogs, products } from "@/db/schema";
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
});
afterEach(() => setFailpointHook(undefined));
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

const ada = (): Ctx => ({
  ...world.ctx(),
  actor: { kind: "person", id: "ada", name: "Ada", role: "reviewer" },
});
const nothing: GivenFacts = {
  price: null,
  cost: null,
  costBy: "person",
  source: "",
  weight: null,
  category: null,
  note: null,
};
const usd = (amount: string) => ({ amount, currency: "USD" });
const HEAVY = { weight: { value: 30, unit: "kg" as const } };

/** A product whose analysis is queued; its number. */
async function begin(): Promise<number> {
  const facts = { ...nothing, price: usd("40"), cost: usd("5") };
  const what = { what: "Glow frisbee ring", name: null, imageUrl: null, same: null, another: false };
  const added = await addProduct({ ctx: ada(), input: { ...what, facts } });
  return added.kind === "added" ? added.productId : 0;
}
const state = (productId: number, given: Partial<GivenFacts>) =>
  stateFacts({ ctx: ada(), input: { productId, facts: { ...nothing, ...given } } });
async function takeBack(productId: number) {
  const [fact] = await standingFacts(open.db, productId);
  return takeBackFact({ ctx: ada(), input: { productId, factId: fact?.id ?? 0 } });
}
const run = async () => (await open.db.select().from(analysisRuns)).at(-1);
const margin = async () => (await run())?.marginLikely ?? null;
const product = async () => (await open.db.select().from(products)).at(-1);

describe("facts that a margin is worked out with", () => {
  test("move that of the newest analysis at once, and taken back they leave it as it was", async () => {
    const id = await begin();
    await world.settle();
    const light = await margin();
    await state(id, HEAVY);
    const low = await margin();
    expect(low).toBeLessThan(light ?? 0);
    expect((await product())?.potentialMargin).toBe(low);
    expect((await open.db.select().from(auditLogs)).at(-1)).toMatchObject({
      action: "fact.state",
      details: { to: "30 kg", margin: { from: light, to: low } },
    });
    const back = await takeBack(id);
    expect(back).toMatchObject({ label: "Weight", judged: { margin: { from: low, to: light } } });
    expect([await margin(), (await product())?.potentialMargin]).toEqual([light, light]);
  });

  test.each([
    { when: "before the web researcher", after: "data-science", isEvidence: true },
    { when: "after it", after: "web-search", isEvidence: false },
  ])("count in an analysis under way: $when", async ({ after, isEvidence }) => {
    const id = await begin();
    setFailpointHook(async (name) => {
      if (name !== "run-agent:stored") return;
      const reports = await open.db.select().from(agentReports);
      if (reports.find(({ agent }) => agent === after)?.status !== "DONE") return;
      setFailpointHook(undefined);
      await state(id, HEAVY);
    });
    await world.settle();
    const ended = await run();
    expect(ended?.status).toBe("FINISHED");
    expect(ended?.dossier.items.some(({ metric, value }) => metric === "weight" && value === 30)).toBe(
      isEvidence,
    );
    await takeBack(id);
    expect(ended?.marginLikely).toBeLessThan((await margin()) ?? 0);
  });
});

test("a note moves nothing: whoever has the product open may still decide", async () => {
  const id = await begin();
  await world.settle();
  const before = await product();
  await state(id, { note: "Asked for twice a week." });
  expect(await product()).toEqual(before);
});

/** The queue as a process of its own: how it starts, how it ends, and what a kill costs. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "@upstash/qstash";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { openPglite } from "@/db/embedded";
import { startEndpoint, type Endpoint } from "@/lib/platform/qstash/embedded/testing";

const root = path.resolve(import.meta.dirname, "../..");
const SECRETS = {
  QSTASH_TOKEN: "token-of-tests",
  QSTASH_CURRENT_SIGNING_KEY: "sig_current",
  QSTASH_NEXT_SIGNING_KEY: "sig_next",
};

type Running = { child: ChildProcess; lines: string[]; client: Client };

let children: ChildProcess[] = [];
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await startEndpoint(({ url }) =>
    url === "/bad" ? { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } } : undefined,
  );
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  await endpoint.close();
});

function launch(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/qstash.ts", ...args], {
    cwd: root,
    env: { NODE_ENV: "test", ...SECRETS, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (output += String(text)));
  return { child, output: () => output };
}

/** Starts a queue and waits for its four lines. */
async function start(args: string[], env: Record<string, string> = {}): Promise<Running> {
  const { child, output } = launch(["--port", "0", ...args], env);
  const lines = await vi.waitFor(
    () => {
      const said = output().trim().split("\n");
      if (said.length < 4) throw new Error(`not yet started: ${output()}`);
      return said;
    },
    { timeout: 25_000, interval: 20 },
  );
  const baseUrl = lines[0]?.replace("QSTASH_URL=", "") ?? "";
  return {
    child,
    lines,
    client: new Client({ baseUrl, token: SECRETS.QSTASH_TOKEN, devMode: false, retry: false }),
  };
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode ?? child.signalCode;
}

describe("npm run qstash", { timeout: 60_000 }, () => {
  it("prints its four settings and nothing else, serves by them, and ends cleanly when told to", async () => {
    const { child, lines, client } = await start([]);
    expect(lines).toEqual([
      expect.stringMatching(/^QSTASH_URL=http:\/\/127\.0\.0\.1:\d+$/),
      "QSTASH_TOKEN=token-of-tests",
      "QSTASH_CURRENT_SIGNING_KEY=sig_current",
      "QSTASH_NEXT_SIGNING_KEY=sig_next",
    ]);
    await client.publish({ url: endpoint.url() });
    await endpoint.got(1);
    child.kill("SIGINT");
    expect(await ended(child)).toBe(0);
  });

  it("says in one line that its port is taken, or its arguments are wrong, and ends with 2", async () => {
    const { port } = new URL(endpoint.url());
    const taken = launch(["--port", port]);
    const wrong = launch(["--port", "eighty"]);
    expect([await ended(taken.child), await ended(wrong.child)]).toEqual([2, 2]);
    expect(taken.output()).toBe(`Port ${port} is taken. Choose another with --port.\n`);
    expect(wrong.output()).toMatch(/^--port must be a whole number.*\n$/);
  });
});

// Six processes in turn, each with a database to open: on a busy machine that takes its time.
describe("a queue killed with SIGKILL", { timeout: 120_000 }, () => {
  let dir: string;

  beforeEach(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "queue-"));
    const from = new Blob([fs.readFileSync(inject("migratedDump"))]);
    await (await openPglite({ dir, from })).close();
  });
  afterEach(() => {
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it("delivers after its next start all that it had accepted", async () => {
    const first = await start(["--data", dir]);
    await first.client.batchJSON(
      [1, 2, 3].map((n) => ({ url: endpoint.url("/later"), body: n, delay: "2s" as const })),
    );
    await first.client.publishJSON({ url: endpoint.url("/now"), body: 4, deduplicationId: "four" });
    await first.client.schedules.create({
      destination: endpoint.url("/s"),
      cron: "0 0 1 1 *",
      scheduleId: "yearly",
    });
    first.child.kill("SIGKILL");
    expect(await ended(first.child)).toBe("SIGKILL");

    const second = await start(["--data", dir]);
    const got = await endpoint.got(3, "/later");
    expect(got.map(({ body }) => Number(body)).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    await endpoint.got(1, "/now");
    const again = await second.client.publishJSON({
      url: endpoint.url("/now"),
      body: 4,
      deduplicationId: "four",
    });
    expect(again.deduplicated).toBe(true);
    expect((await second.client.schedules.list()).map(({ scheduleId }) => scheduleId)).toEqual(["yearly"]);
  });

  it.each(["queue-before-delivery", "queue-before-failure-callback"])(
    "at %s loses neither the message nor its failure callback, and makes one dead letter of it",
    async (failpoint) => {
      const first = await start(["--data", dir], { FAILPOINT: failpoint });
      // Later, so that it is durable before anything happens to it.
      const request = {
        url: endpoint.url("/bad"),
        delay: 1,
        retries: 0,
        failureCallback: endpoint.url("/failed"),
      };
      await first.client.publish(request);
      expect(await ended(first.child)).toBe("SIGKILL");
      expect(endpoint.received.map(({ url }) => url)).not.toContain("/failed");

      const { client } = await start(["--data", dir]);
      const [told] = await endpoint.got(1, "/failed");
      const { messages } = await client.dlq.listMessages();
      expect(messages).toHaveLength(1);
      expect(JSON.parse(told?.body ?? "")).toMatchObject({ dlqId: messages[0]?.dlqId, status: 489 });
    },
  );
});

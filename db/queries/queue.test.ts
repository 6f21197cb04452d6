import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import * as schema from "@/db/schema/queue";
import { testPglite, testPostgres } from "@/db/testing";
import { memoryStore } from "@/lib/platform/qstash/embedded/memory-store";
import type { DeadLetter, Message, Schedule } from "@/lib/platform/qstash/embedded/records";
import type { QStashServer } from "@/lib/platform/qstash/embedded/start";
import type { QueueStore } from "@/lib/platform/qstash/embedded/store";
import {
  clientOf,
  startEndpoint,
  startTestQStash,
  type Endpoint,
} from "@/lib/platform/qstash/embedded/testing";
import { databaseQueueStore } from "./queue";

const QUEUE_TABLES = Object.values(schema);
const NOW = Date.parse("2026-11-22T12:00:00Z");

function message(id: string, more: Partial<Message> = {}): Message {
  const envelope: Message["envelope"] = {
    url: "http://example.com/?a=ü",
    method: "POST",
    headers: { "X-A": "quote ' and \\ and \u0000" },
    body: Buffer.from([0, 255, 10]).toString("base64"),
    maxRetries: 3,
    labels: ["l"],
    callerIp: "127.0.0.1",
  };
  return { id, createdAt: NOW, notBefore: NOW, dueAt: NOW, retried: 0, envelope, ...more };
}

const letter = (failedAt: number): DeadLetter => ({
  id: `${failedAt}-0`,
  message: message(`msg_of_${failedAt}`),
  failedAt,
  status: 500,
  headers: { a: ["b"] },
  body: "",
});

const schedule: Schedule = {
  id: "scd_1",
  cron: "0 * * * *",
  createdAt: NOW,
  destination: "http://example.com",
  delayMs: 0,
  isPaused: false,
  envelope: message("x").envelope,
};

type Kind = "memory" | "PGlite" | "Postgres";
const kinds: Kind[] = ["memory", "PGlite", "Postgres"];

describe.each(kinds)("the queue's store in %s", (kind) => {
  describe.skipIf(kind === "Postgres" && !inject("postgres"))("(where one answers)", () => {
    let database: OpenDatabase | undefined;
    let server: QStashServer | undefined;
    let endpoint: Endpoint | undefined;

    beforeAll(async () => {
      if (kind === "PGlite") database = await testPglite(inject("migratedDump"));
      if (kind === "Postgres") database = await testPostgres("queue");
    });
    afterAll(async () => {
      await database?.close();
    });
    afterEach(async () => {
      await server?.stop();
      await endpoint?.close();
      server = undefined;
      endpoint = undefined;
      for (const table of QUEUE_TABLES) await database?.db.delete(table);
    });
    function open(): QueueStore {
      return database ? databaseQueueStore(database.db) : memoryStore();
    }

    it("gives back what is unfinished exactly as it was, with the tries it has had", async () => {
      const store = open();
      const kept = message("msg_1", { deduplicationId: "d" });
      await store.write({ messages: [kept, message("msg_2"), message("msg_3")] }, NOW);
      await store.write(
        { postponed: [{ id: "msg_1", dueAt: NOW + 5, retried: 2 }], finished: ["msg_2"] },
        NOW,
      );
      const { messages } = await store.load();
      expect(messages.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
        { ...kept, dueAt: NOW + 5, retried: 2 },
        message("msg_3"),
      ]);
    });

    it("remembers the deduplication id of a finished message until it is pruned", async () => {
      const store = open();
      await store.write({ messages: [message("msg_1", { deduplicationId: "d" })] }, NOW);
      await store.write({ finished: ["msg_1"] }, NOW);
      const known = [{ id: "d", messageId: "msg_1", createdAt: NOW }];
      await store.prune({ finished: NOW - 1, deadLetters: 0 });
      expect(await store.load()).toMatchObject({ messages: [], deduplication: known });
      await store.prune({ finished: NOW + 1, deadLetters: 0 });
      expect((await store.load()).deduplication).toEqual([]);
    });

    it("takes every change twice with the same result", async () => {
      const store = open();
      const change = {
        messages: [message("msg_1")],
        finished: ["msg_0"],
        deadLetters: [letter(NOW), letter(NOW - 10)],
        schedules: [schedule, { ...schedule, isPaused: true }],
        urlGroups: [{ name: "g", createdAt: NOW, updatedAt: NOW, endpoints: [{ url: "http://a.test" }] }],
        queues: [{ name: "q", createdAt: NOW, updatedAt: NOW, parallelism: 2, paused: true }],
        flowControls: [{ key: "k", paused: true }],
      };
      await store.write(change, NOW);
      const once = await store.load();
      await store.write(change, NOW);
      expect(await store.load()).toEqual(once);
      expect(once).toMatchObject({
        messages: change.messages,
        schedules: [{ id: "scd_1", isPaused: true }],
        urlGroups: change.urlGroups,
        queues: change.queues,
        flowControls: change.flowControls,
      });
      await store.prune({ finished: NOW, deadLetters: NOW - 5 });
      expect((await store.load()).deadLetters).toEqual([letter(NOW)]);
    });

    it("deletes what is gone", async () => {
      const store = open();
      await store.write({ deadLetters: [letter(NOW)], schedules: [schedule] }, NOW);
      await store.write({ deadLettersGone: [`${NOW}-0`, "none"], schedulesGone: ["scd_1"] }, NOW);
      expect(await store.load()).toMatchObject({ deadLetters: [], schedules: [] });
    });

    it("carries a queue from one life to the next: messages, schedules, dead letters, ids, pauses", async () => {
      const store = open();
      endpoint = await startEndpoint(({ url }) => (url === "/bad" ? { status: 400 } : undefined));
      const first = await startTestQStash({ store });
      const client = clientOf(first);
      await client.publish({ url: endpoint.url("/bad"), retries: 0 });
      await client.publish({ url: endpoint.url("/once"), deduplicationId: "once" });
      await client.schedules.create({
        destination: endpoint.url("/s"),
        cron: "0 0 1 1 *",
        scheduleId: "yearly",
      });
      await client.flowControl.pause("held");
      await client.publish({ url: endpoint.url("/held"), flowControl: { key: "held", parallelism: 1 } });
      await client.batchJSON(
        [1, 2, 3].map((n) => ({ url: `${endpoint?.url("/soon")}`, body: n, delay: "1s" })),
      );
      await first.idle();
      await first.stop();
      expect(endpoint.received.map(({ url }) => url).toSorted((a, b) => a.localeCompare(b))).toEqual([
        "/bad",
        "/once",
      ]);

      server = await startTestQStash({ store });
      const second = clientOf(server);
      expect(
        (await second.publish({ url: endpoint.url("/once"), deduplicationId: "once" })).deduplicated,
      ).toBe(true);
      expect((await second.schedules.list()).map(({ scheduleId }) => scheduleId)).toEqual(["yearly"]);
      // Kept and never due again would be lost all the same.
      expect((await second.schedules.get("yearly")).nextScheduleTime).toBeGreaterThan(Date.now());
      expect((await second.dlq.listMessages()).messages.map(({ url }) => url)).toEqual([
        endpoint.url("/bad"),
      ]);
      const soon = await endpoint.got(3, "/soon");
      expect(soon.map(({ body }) => Number(body)).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
      expect(endpoint.received.filter(({ url }) => url === "/held")).toEqual([]);
      await second.flowControl.resume("held");
      await endpoint.got(1, "/held");
      await server.idle();
      expect((await store.load()).messages).toEqual([]);
    });

    it("tries again after a restart what was under way, without counting the interrupted try", async () => {
      const store = open();
      endpoint = await startEndpoint((_, earlier) => (earlier.length === 0 ? { afterMs: 3_000 } : undefined));
      const first = await startTestQStash({ store });
      await clientOf(first).publish({ url: endpoint.url(), retries: 0 });
      await endpoint.got(1);
      await first.stop(50);
      server = await startTestQStash({ store });
      const [, again] = await endpoint.got(2);
      expect(again?.headers["upstash-retried"]).toBe("0");
      await server.idle();
      expect((await store.load()).deadLetters).toEqual([]);
    });

    it("keeps 200 messages published at once, and forgets them when they are delivered", async () => {
      const store = open();
      endpoint = await startEndpoint();
      server = await startTestQStash({ store });
      const client = clientOf(server);
      const url = endpoint.url();
      await Promise.all(Array.from({ length: 200 }, (_, n) => client.publishJSON({ url, body: n })));
      await server.idle();
      expect(new Set(endpoint.received.map(({ body }) => body)).size).toBe(200);
      expect((await store.load()).messages).toEqual([]);
    });
  });
});

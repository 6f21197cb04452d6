import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Env } from "@/lib/env";
import { redis } from "@/lib/platform/redis/redis";
import { compareModels } from "./compare-models";
import { modelsFor } from "./model-for";
import { keyedEnv, loopback, type Loopback } from "./providers/testing";
import { noteRetired, readRetired, withoutRetired } from "./retired-models";

const NOW = new Date("2026-11-22T12:00:00Z");
const IDS = ["openai/gpt-oss-120b", "openai/gpt-oss-20b", "qwen/qwen3.6-27b"];
const env = keyedEnv({ GROQ_API_KEY: "gsk_test" });
const named = (id: string) => ({ provider: "groq", id }) as const;
const idsFor = async (role: "reasoning" | "fast", of: Env = env) =>
  (await withoutRetired(modelsFor(role, { env: of }))).map(({ id }) => id);

beforeEach(async () => {
  await redis().del("models:compared", ...IDS.map((id) => `models:retired:groq:${id}`));
});

describe("a model that is gone", () => {
  it("is passed over in every role, and its replacement is named", async () => {
    await noteRetired(named("openai/gpt-oss-120b"), NOW);
    expect(await idsFor("reasoning")).toEqual(["qwen/qwen3.6-27b", "openai/gpt-oss-20b"]);
    expect(await idsFor("fast")).toEqual(["openai/gpt-oss-20b"]);
    expect(await readRetired(env)).toEqual([
      {
        ...named("openai/gpt-oss-120b"),
        since: NOW,
        roles: [
          { role: "reasoning", replacement: "qwen/qwen3.6-27b" },
          { role: "broad", replacement: "openai/gpt-oss-20b" },
          { role: "fast", replacement: "openai/gpt-oss-20b" },
          { role: "web", replacement: "openai/gpt-oss-20b" },
        ],
      },
    ]);
  });

  it("is asked again after some hours", async () => {
    await noteRetired(named("openai/gpt-oss-20b"), NOW);
    const seconds = await redis().ttl("models:retired:groq:openai/gpt-oss-20b");
    expect(seconds).toBeGreaterThan(3_600);
    expect(seconds).toBeLessThanOrEqual(6 * 3_600);
  });

  it("is asked all the same where no other is left, so that the failure names it", async () => {
    for (const id of IDS) await noteRetired(named(id), NOW);
    expect(await idsFor("fast")).toEqual(["openai/gpt-oss-20b", "openai/gpt-oss-120b"]);
    expect(
      (await readRetired(env)).flatMap(({ roles }) => roles.map(({ replacement }) => replacement)),
    ).not.toContain("openai/gpt-oss-20b");
  });

  it("concerns nobody whose agents answer by rules", async () => {
    await noteRetired(named("openai/gpt-oss-20b"), NOW);
    expect(await readRetired(keyedEnv({}))).toEqual([]);
    expect(await idsFor("fast", keyedEnv({}))).toEqual(["rules"]);
  });
});

describe("the comparison with Groq's own list", () => {
  let server: Loopback | undefined;
  afterEach(() => server?.close());

  async function compare(reply: { status?: number; json: unknown }, settings: Record<string, string> = {}) {
    server = await loopback(reply);
    const base = { GROQ_API_KEY: "gsk_test", GROQ_BASE_URL: `${server.address}/openai/v1/` };
    const ctx = { clock: fixedClock(NOW), env: keyedEnv({ ...base, ...settings }) };
    return compareModels({ ctx });
  }

  const list = (...ids: string[]) => ({
    json: { object: "list", data: ids.map((id) => ({ id, active: true })) },
  });

  it("finds what is missing before a call does, and what is back", async () => {
    expect(await compare(list("openai/gpt-oss-120b", "openai/gpt-oss-20b", "whisper"))).toEqual({
      missing: ["qwen/qwen3.6-27b"],
    });
    expect(server?.asked[0]).toMatchObject({
      method: "GET",
      path: "/openai/v1/models",
      headers: { authorization: "Bearer gsk_test" },
    });
    expect(await idsFor("reasoning")).toEqual(["openai/gpt-oss-120b", "openai/gpt-oss-20b"]);
    await redis().del("models:compared");
    await server?.close();
    expect(await compare(list(...IDS))).toEqual({ missing: [] });
    expect(await readRetired(env)).toEqual([]);
  });

  it("is made once an hour, and only with a key", async () => {
    await compare(list(...IDS));
    await server?.close();
    expect(await compare(list("other"))).toBeNull();
    await redis().del("models:compared");
    await server?.close();
    expect(await compare(list("other"), { GROQ_API_KEY: "" })).toBeNull();
    expect(server?.asked).toEqual([]);
  });

  it.each([
    ["a refused key", { status: 401, json: {} }, /check GROQ_API_KEY/],
    ["an outage", { status: 503, json: {} }, /answered 503/],
    ["an empty list", { json: { data: [] } }, /cannot be read/],
    ["something else", { json: "hello" }, /cannot be read/],
  ])("retires nothing for %s", async (_, reply, why) => {
    await expect(compare(reply)).rejects.toThrow(why);
    expect(await readRetired(env)).toEqual([]);
  });
});

/** `npm run agents:live` against loopback servers that speak the providers' protocols. */
import { execFile } from "node:child_process";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { AGENTS } from "@/agents/roster";
import { AGENT_IDS } from "@/lib/core/words";
import {
  agentApiAnswer,
  groqAnswer,
  groqRefusal,
  loopback,
  type Loopback,
  type Reply,
} from "@/lib/models/providers/testing";

const TSX = path.resolve("node_modules/.bin/tsx");
const KEYS = { GROQ_API_KEY: "gsk_wiretestwiretest", PERPLEXITY_API_KEY: "pplx-wiretestwiretest" };

let servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function serving(...replies: Reply[]): Promise<Loopback> {
  const server = await loopback(...replies);
  servers.push(server);
  return server;
}

type Ran = { status: number; stdout: string; stderr: string };

function run(args: string[], settings: Record<string, string>): Promise<Ran> {
  const env = {
    ...settings,
    PATH: path.dirname(process.execPath),
    LOG_LEVEL: "silent",
    NODE_ENV: "test",
  } as const;
  return new Promise((resolve) => {
    execFile(TSX, ["scripts/agents-live.ts", ...args], { env }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

const abstained = (id: (typeof AGENT_IDS)[number]): string =>
  JSON.stringify(AGENTS[id].toWire({ status: "abstained", reason: "Too little is known." }));
const others = AGENT_IDS.filter((id) => id !== "web-search");

describe("npm run agents:live", () => {
  it("says in one line which key is missing, and ends with 2", async () => {
    const { status, stdout, stderr } = await run(["--product", "Mushroom lamp"], {});
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^No model for scanner, .*coordinator: set GROQ_API_KEY/),
    ]);
  });

  it("asks the twelve in their order, waits where it is asked to, and prints reports, tokens and cost", async () => {
    const groq = await serving(
      groqRefusal(429, "rate_limit_exceeded", { "retry-after": "1" }),
      ...others.map((id) => groqAnswer(abstained(id), { cached: 600 })),
    );
    const sonar = await serving(agentApiAnswer(abstained("web-search"), []));
    const { status, stdout, stderr } = await run(
      ["--product", "Mushroom lamp", "--price", "29.9", "--json"],
      {
        ...KEYS,
        GROQ_BASE_URL: groq.address,
        PERPLEXITY_BASE_URL: sonar.address,
      },
    );
    expect(stderr).toMatch(/Waiting 1 s\./);
    expect(status).toBe(0);
    const lines = JSON.parse(stdout) as { agent: string; model: string; costUsd: number }[];
    expect(lines.map(({ agent }) => agent)).toEqual([...AGENT_IDS]);
    expect(lines.find(({ agent }) => agent === "web-search")).toMatchObject({
      model: "perplexity/sonar",
      costUsd: 0.01175,
    });
    // 400 tokens at $0.075 a million, 600 cached ones at half of it, 200 out at $0.30, to the millionth above.
    expect(lines.find(({ agent }) => agent === "quality")?.costUsd).toBeCloseTo(0.000113, 10);
    expect(groq.asked).toHaveLength(12);
    expect(sonar.asked).toHaveLength(1);
    expect(JSON.stringify(groq.asked[1]?.body)).toContain("Mushroom lamp");
    expect(stdout + stderr).not.toContain("wiretest");
  });

  it("ends with 1 where a call fails, and says why without the key", async () => {
    const groq = await serving(groqRefusal(401, "invalid_api_key"));
    const { status, stderr } = await run(["--product", "Lamp", "--agents", "quality"], {
      ...KEYS,
      GROQ_BASE_URL: groq.address,
    });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe("The call of openai/gpt-oss-20b was refused (401): check GROQ_API_KEY.");
  });
});

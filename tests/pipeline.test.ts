import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AGENT_IDS, SOURCE_IDS, VERDICTS } from "@/lib/core/words";

const root = path.resolve(import.meta.dirname, "..");

/** `npm run --silent pipeline -- …`, without npm in between. */
async function pipeline(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ["--import", "tsx", "scripts/pipeline.ts", ...args];
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "test" as const };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: root, env, maxBuffer: 20_000_000 },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr });
      },
    );
  });
}

const percent = z.number().nullable();
const document = z.strictObject({
  sources: z.array(
    z.strictObject({ source: z.enum(SOURCE_IDS), state: z.literal("sample"), found: z.int().min(20) }),
  ),
  discovered: z.strictObject({ keywords: z.int(), products: z.int() }),
  products: z.array(
    z.strictObject({
      title: z.string().min(1),
      trendScore: z.number().min(0).max(100),
      verdict: z.enum(VERDICTS),
      margin: z.strictObject({ low: percent, likely: percent, high: percent }),
      reports: z
        .array(
          z.strictObject({
            agent: z.enum(AGENT_IDS),
            status: z.enum(["ok", "abstained"]),
            score: z.number().min(0).max(100).nullable(),
            model: z.literal("rules"),
          }),
        )
        .length(AGENT_IDS.length),
    }),
  ),
});

describe("the pipeline command", () => {
  test("prints one JSON document: seven sources, a discovery, six analyses that bring all three verdicts", async () => {
    const { code, stdout } = await pipeline("--products", "6", "--json");
    expect(code).toBe(0);
    const found = document.parse(JSON.parse(stdout));
    expect(found.sources.map((row) => row.source).toSorted()).toEqual(SOURCE_IDS.toSorted());
    expect(found.discovered.keywords).toBeGreaterThanOrEqual(20);
    expect(found.products).toHaveLength(6);
    expect(new Set(found.products.map((product) => product.verdict))).toEqual(new Set(VERDICTS));
    expect(
      found.products.every((product) =>
        product.reports.every((report, at) => report.agent === AGENT_IDS[at]),
      ),
    ).toBe(true);
  }, 240_000);

  test.each([
    [["--products", "many"], "--products takes a whole number from 0 to 500."],
    [["--porducts", "2"], "Unknown option '--porducts'"],
  ])(
    "refuses %j with one clear line and exit code 2",
    async (args, line) => {
      const { code, stdout, stderr } = await pipeline(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(stderr).toContain(line);
    },
    60_000,
  );
});

test("Ctrl-C ends it before its work is done, and its temporary folder goes with it", async () => {
  const home = mkdtempSync(path.join(tmpdir(), "pipeline-"));
  const args = ["--import", "tsx", "scripts/pipeline.ts", "--products", "50"];
  const env = { PATH: process.env["PATH"], NODE_ENV: "test" as const, TMPDIR: home, TEMP: home };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const line of createInterface(child.stdout)) if (line.startsWith("Scanning")) break;
    const ended = once(child, "close");
    expect(readdirSync(home).filter((name) => name.startsWith("product-trend-"))).toHaveLength(1);
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(readdirSync(home).filter((name) => name.startsWith("product-trend-"))).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  }
}, 120_000);

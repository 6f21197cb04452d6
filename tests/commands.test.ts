/** The commands as a person or a script calls them. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { CRON_TASKS } from "@/lib/core/words";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "commands-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TSX = path.resolve("node_modules/.bin/tsx");

function run(command: string, content: string | null) {
  const file = path.join(folder, "lines.jsonl");
  rmSync(file, { force: true });
  if (content !== null) writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync(TSX, [`scripts/${command}.ts`, file], { encoding: "utf8" });
  return { status, stderr, answers: stdout.trim() === "" ? [] : stdout.trim().split("\n") };
}

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");

describe("npm run verdict", () => {
  it("answers each line in order; what is left out is unknown, other fields move nothing", () => {
    const { status, answers, stderr } = run(
      "verdict",
      lines(
        { margin: 32, competition: "medium", sustainable: true, quality: 85, conflict: true },
        { margin: 32, competition: "medium", sustainable: true, quality: 85 },
        { margin: 32, competition: "low", sustainable: true },
        { margin: 19.99, competition: "low" },
        { margin: 60, competition: "low", sustainable: true, fatalRisks: ["safety-recall"] },
        {},
      ),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(answers).toEqual([
      '{"verdict":"APPROVE","rule":"approve-medium-competition"}',
      '{"verdict":"APPROVE","rule":"approve-medium-competition"}',
      '{"verdict":"APPROVE","rule":"approve-low-competition"}',
      '{"verdict":"REJECT","rule":"reject-thin-margin"}',
      '{"verdict":"REJECT","rule":"reject-fatal-risk"}',
      '{"verdict":"REVIEW","rule":"review-missing"}',
    ]);
  });
});

describe("npm run verdict, leniently", () => {
  it("reads numbers as text, levels in any case, and one fatal risk alone", () => {
    const good = { margin: "32 %", competition: " Medium", sustainable: "yes", quality: "85" };
    const { status, answers } = run(
      "verdict",
      lines(
        { ...good, fatalRisks: false },
        { ...good, fatalRisks: "safety-recall" },
        { ...good, fatalRisk: { name: "safety-recall", claim: null } },
        { ...good, competition: "unknown", fatalRisks: [""] },
        { ...good, margin: "unknown", sustainable: "" },
        { ...good, sustainable: "Yes" },
      ),
    );
    expect(status).toBe(0);
    expect(answers).toEqual([
      '{"verdict":"APPROVE","rule":"approve-medium-competition"}',
      '{"verdict":"REJECT","rule":"reject-fatal-risk"}',
      '{"verdict":"REJECT","rule":"reject-fatal-risk"}',
      '{"verdict":"REVIEW","rule":"review-missing"}',
      '{"verdict":"REVIEW","rule":"review-missing"}',
      '{"verdict":"APPROVE","rule":"approve-medium-competition"}',
    ]);
  });

  it("says what a field must be", () => {
    const { status, stderr } = run("verdict", lines({ margin: "much", sustainable: 1, competition: "some" }));
    expect(status).toBe(2);
    expect(stderr).toContain("line 1: margin: must be a number such as 32");
    expect(stderr).toContain("competition: must be one of low, medium, high");
    expect(stderr).toContain("sustainable: must be true or false");
  });
});

describe("npm run match", () => {
  it("answers each pair in order, with the file as the corpus", () => {
    const pair = (left: string, right: string) => ({
      left: { title: left },
      right: { title: right },
      label: 0,
    });
    const { status, answers, stderr } = run(
      "match",
      lines(
        pair("Panasonic Hands-Free Headset KXTCA86", "Panasonic KX-TCA86 Hands-Free Headset"),
        pair("Linksys EtherFast Switch EZXS88W", "Nordlux Tangens floor lamp"),
      ),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(answers.map((answer): unknown => JSON.parse(answer))).toEqual([
      { same: true, probability: expect.closeTo(0.9, 0) },
      { same: false, probability: expect.closeTo(0, 0) },
    ]);
  });

  it("names the line and the place of what is missing", () => {
    const { status, answers, stderr } = run(
      "match",
      lines({ left: { title: "lamp" }, right: { title: "lamp" } }, { left: { title: "lamp" } }),
    );
    expect({ status, answers }).toEqual({ status: 2, answers: [] });
    expect(stderr).toContain("line 2: right: ");
  });
});

describe("npm run claims", () => {
  it("says of each claim whether its evidence carries it, and why", () => {
    const { status, answers } = run(
      "claims",
      lines({
        evidence: [{ id: "E1", text: "12,480 units were sold in 28 days." }],
        claims: [
          { text: "About 12,500 units in four weeks.", evidence: ["E1"] },
          { text: "24,000 units.", value: 24_000, unit: "units", evidence: ["E1"] },
          { text: "Sold well.", evidence: [] },
          { text: "12.5k units", value: "12500", unit: "units", evidence: "E1" },
          { text: "12.5k units", value: 12_600, unit: "units", evidence: ["E1"] },
          { text: "It sold.", evidence: null },
        ],
      }),
    );
    expect(status).toBe(0);
    const [answer] = answers.map(
      (line) => JSON.parse(line) as { claims: { supported: boolean; reason: string }[] },
    );
    expect(answer?.claims.map((claim) => claim.supported)).toEqual([true, false, false, true, false, false]);
    expect(answer?.claims.every((claim) => claim.reason.length > 0)).toBe(true);
  });
});

describe("npm run margin", () => {
  it("answers fees to the cent, and null where no cost is given", () => {
    const { status, answers } = run(
      "margin",
      lines(
        { marketplace: "amazon", category: "Clothing and Accessories", price: 15.01, currency: "USD" },
        { marketplace: "meta", price: "20.00", currency: "USD", cost: { low: 3, likely: 4, high: 5 } },
      ),
    );
    expect(status).toBe(0);
    const [clothing, shop] = answers.map(
      (line) => JSON.parse(line) as Record<string, Record<string, number> | null>,
    );
    expect(clothing).toMatchObject({ fees: { referral: 1.5, closing: 0 }, landed: null, margin: null });
    const { low = 0, likely = 0, high = 0 } = shop?.["margin"] ?? {};
    expect(low).toBeLessThan(likely);
    expect(likely).toBeLessThan(high);
  });
});

describe("a file that cannot be answered", () => {
  const cases: [string, string, string | null, RegExp][] = [
    ["is missing", "verdict", null, /cannot be read/],
    ["is empty", "claims", "\n", /is empty/],
    [
      "holds no JSON",
      "margin",
      `${lines({ marketplace: "amazon", price: 5 })}\n{`,
      /line 2: This is no JSON/,
    ],
    ["has a wrong value", "margin", lines({ marketplace: "etsy", price: 5 }), /line 1: marketplace/],
    ["has a price of nothing", "margin", lines({ marketplace: "ebay", price: 0 }), /line 1: .*above zero/],
    ["has a wrong type", "verdict", lines({ margin: "a lot" }), /line 1: margin/],
    ["has a claim without words", "claims", lines({ claims: [{}] }), /line 1: claims.0.text/],
  ];
  it.each(cases)("that %s gets one line on standard error and exit code 2", (_, command, content, said) => {
    const { status, answers, stderr } = run(command, content);
    expect({ status, answers }).toEqual({ status: 2, answers: [] });
    expect(stderr).toMatch(said);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

type Ran = { code: number | null; stdout: string; stderr: string };

/** Runs a command to its end; `untilFirst` closes its output after the first bytes, as `| head -1` does. */
function ran(
  args: string[],
  { cwd = process.cwd(), env = {}, untilFirst = false }: Partial<Where> = {},
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const settings = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    NODE_ENV: "test" as const,
    ...env,
  };
  const child = spawn(TSX, args, { cwd, env: settings });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
    if (untilFirst) child.stdout.destroy();
  });
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  child.on("close", (code) => resolve({ code, stdout, stderr }));
  return promise;
}
type Where = { cwd: string; env: Record<string, string>; untilFirst: boolean };

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));
const COMMANDS = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^exec node --import tsx (scripts\/\S+)$/.exec(line) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

describe("every command", () => {
  it.each(COMMANDS)("%s explains itself on --help", async (name, file) => {
    const { code, stdout, stderr } = await ran([file, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^npm run ${name} -- .+\n\n.+`));
  });

  it.each(COMMANDS)("%s says in one line which option it does not know", async (name, file) => {
    const { code, stdout, stderr } = await ran([file, "--porducts"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^Unknown option '--porducts'\\. Usage: npm run ${name} -- .+\n$`));
  });

  it("ends quietly where nobody reads on", async () => {
    const file = path.join(folder, "many.jsonl");
    writeFileSync(file, '{"margin": 32}\n'.repeat(20_000));
    const { code, stderr } = await ran(["scripts/verdict.ts", file], { untilFirst: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("reads the settings of .env", async () => {
    // A project of its own, whose .env is nobody's.
    const project = path.join(folder, "project");
    cpSync("scripts", path.join(project, "scripts"), { recursive: true });
    cpSync("tsconfig.json", path.join(project, "tsconfig.json"));
    for (const name of ["agents", "db", "lib", "node_modules", "package.json", "scanners"])
      symlinkSync(path.resolve(name), path.join(project, name));
    const where = { cwd: project, env: { NODE_ENV: "production" } };
    expect((await ran(["scripts/schedules.ts"], where)).stderr).toMatch(/^No QStash is set/);
    writeFileSync(path.join(project, ".env"), "QSTASH_TOKEN=abc\n");
    const { code, stderr } = await ran(["scripts/schedules.ts"], where);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "Missing setting: QSTASH_TOKEN needs QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY beside it.\n",
    });
  });
});

describe("npm run qstash and npm run schedules", () => {
  it("puts four schedules at the QStash whose settings were printed, and says what is different", async () => {
    const settings = { PATH: process.env["PATH"], NODE_ENV: "test" as const };
    const queue = spawn(TSX, ["scripts/qstash.ts", "--port", "0"], { env: settings });
    try {
      const printed: Record<string, string> = {};
      for await (const line of createInterface(queue.stdout)) {
        const [name = "", value = ""] = line.split(/=(.*)/s);
        printed[name] = value;
        if (name === "QSTASH_NEXT_SIGNING_KEY") break;
      }
      const put = async (address: string, token = printed["QSTASH_TOKEN"] ?? "") => {
        const env = { ...printed, APP_BASE_URL: address, QSTASH_TOKEN: token };
        const { code, stdout, stderr } = await ran(["scripts/schedules.ts"], { env });
        return { code, stderr, lines: stdout.trim().split("\n") };
      };
      const each = (words: string) => CRON_TASKS.map((task) => expect.stringMatching(`^${words} +${task} `));
      const ok = { code: 0, stderr: "" };
      expect(await put("http://localhost:3000")).toEqual({ ...ok, lines: each("created") });
      expect(await put("http://localhost:3000")).toEqual({ ...ok, lines: each("unchanged") });
      const moved = await put("https://trends.example.com");
      expect(moved).toEqual({ ...ok, lines: each("updated") });
      expect(moved.lines[0]).toMatch(/→ https:\/\/trends\.example\.com\/.+was .+http:\/\/localhost:3000\//);
      const refused = await put("http://localhost:3000", "wrong");
      expect(refused).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/check QSTASH_URL and QSTASH_TOKEN\.$/m),
      });
    } finally {
      queue.kill("SIGTERM");
    }
  }, 60_000);

  it("refuses to have a hosted queue deliver to this machine", async () => {
    const env = { QSTASH_TOKEN: "t", QSTASH_CURRENT_SIGNING_KEY: "c", QSTASH_NEXT_SIGNING_KEY: "n" };
    const { code, stderr } = await ran(["scripts/schedules.ts"], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^QStash at https:\/\/qstash.upstash.io cannot reach http:\/\/localhost:3000: set APP_BASE_URL/,
    );
  });
});

/** `npm start` as a person or a supervisor meets it: how it ends, starts again, and says what is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { standOf, within } from "./data-folder";
import { ADDRESS, endAll, freePort, npmStart, startServer } from "./server";

/** For a machine with two busy cores; alone it takes two or three. */
const SECONDS_TO_START_AGAIN = 20;
const CLEAN = { code: 0, signal: null };

const home = mkdtempSync(path.join(os.tmpdir(), "product-trend-start-"));
const data = path.join(home, "data");
let settings: { PORT: string; DATA_DIR: string; FIRST_RUN_PRODUCTS: string };

beforeAll(async () => {
  // Two analyses, and none by the schedule: what there is after the first round stays as it is.
  settings = { PORT: await freePort(), DATA_DIR: data, FIRST_RUN_PRODUCTS: "2" };
});
afterEach(endAll);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The lines of a command that refuses, which must end with code 2. */
async function refusal(command: ReturnType<typeof npmStart>): Promise<string[]> {
  const end = await command.ended;
  expect(end, command.output()).toEqual({ code: 2, signal: null });
  return command.output().trim().split("\n");
}

test("from nothing to a finished round; meanwhile nobody else gets its port or its folder; SIGTERM ends it", async () => {
  const server = npmStart({ ...settings, ANALYZE_PER_TICK: "0" });
  const [, address] = await server.said(ADDRESS);
  expect(address).toBe(`http://localhost:${settings.PORT}`);
  expect(server.output()).toMatch(/Create the first owner \(this link works once\): http:\S+\/accept\/\S+/);

  expect(await refusal(npmStart({ ...settings, DATA_DIR: path.join(home, "other") }))).toEqual([
    expect.stringMatching(new RegExp(`^Port ${settings.PORT} is taken: .*PORT=\\d+ npm start$`)),
  ]);
  const inUse = `The data folder ${data} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`;
  expect(await refusal(npmStart({ ...settings, PORT: await freePort() }))).toEqual([inUse]);
  // Past the set-up, as when two start at once: the server itself looks as well.
  const lines = await refusal(startServer({ ...settings, PORT: await freePort() }));
  expect(lines.filter((line) => line.includes("data folder"))).toEqual([inUse]);
  expect(lines.join("\n")).not.toMatch(/Error|\n\s+at /);

  expect(await server.end("SIGTERM"), server.output()).toEqual(CLEAN);
  lockDataDir(data).release();
});

test("a second start is up in seconds and loses nothing; Ctrl-C ends it", async () => {
  const before = await within(data, standOf);
  expect(before.runs).toHaveLength(2);
  const since = performance.now();
  const server = npmStart({ ...settings, ANALYZE_PER_TICK: "0" });
  await server.said(ADDRESS);
  expect((performance.now() - since) / 1000).toBeLessThan(SECONDS_TO_START_AGAIN);
  expect(server.output()).not.toMatch(/Scanning|Asking|Analysing/);

  // A terminal sends it to everything that it has started.
  expect(await server.end("SIGINT", "group"), server.output()).toEqual(CLEAN);
  expect(await within(data, standOf)).toEqual(before);
});

test("Ctrl-C in the middle of the first round ends it without a complaint, and the next start goes on with it", async () => {
  const dir = path.join(home, "interrupted");
  const mine = { ...settings, DATA_DIR: dir, FIRST_RUN_PRODUCTS: "1", ANALYZE_PER_TICK: "0" };
  const first = npmStart(mine);
  await first.said(/Scanning sources/);
  expect(await first.end("SIGINT", "group"), first.output()).toEqual(CLEAN);
  expect(first.output()).not.toMatch(/error|did not finish|warn/i);

  const second = npmStart(mine);
  await second.said(ADDRESS);
  expect(await second.end("SIGTERM")).toEqual(CLEAN);
  const stand = await within(dir, standOf);
  expect(stand.scans).toHaveLength(7);
  expect(stand.toReview).toHaveLength(1);
  expect(stand).toMatchObject({ sightingsTwice: [], undelivered: [], unfinished: [], givenUp: [] });
});

test("a data folder that cannot be written gets one line and exit code 2", async () => {
  const file = path.join(home, "a-file");
  writeFileSync(file, "");
  const line = `The data folder ${file} is a file: set DATA_DIR to a folder.`;
  expect(await refusal(npmStart({ ...settings, DATA_DIR: file }))).toEqual([line]);
});

test("a wrong setting gets one line that names it and exit code 2", async () => {
  expect(await refusal(npmStart({ ...settings, FIRST_RUN_PRODUCTS: "many" }))).toEqual([
    "Wrong setting: FIRST_RUN_PRODUCTS must be a whole number from 0 to 50.",
  ]);
  expect(await refusal(npmStart({ ...settings, PORT: "everywhere" }))).toEqual([
    'PORT is "everywhere": set it to a number from 1 to 65535.',
  ]);
});

import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { SOURCE_IDS } from "@/lib/core/words";
import { amazonPage, plainPrice } from "./amazon-best-sellers/testing";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "scan-"));

function saved(name: string, body: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, body);
  return file;
}

/** Runs the command as `npm run scan` does. */
function scan(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>();
  const command = ["--import", "tsx", path.join(root, "scripts/scan.ts"), ...args];
  execFile(process.execPath, command, { cwd: root }, (error, out, err) => {
    resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
  });
  return promise;
}

const list = saved(
  "list.html",
  amazonPage([{ asin: "B0TEST0001", rank: 1, title: "Lampe", price: plainPrice("1.299,– €") }]),
);

describe("npm run scan", () => {
  test("with --json prints one JSON document and nothing else", async () => {
    const { code, out, err } = await scan(
      "amazon-best-sellers",
      "--file",
      list,
      "--json",
      "--locale",
      "de-DE",
      "--url",
      "https://www.amazon.de/x",
    );
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({
      source: "amazon-best-sellers",
      kind: "items",
      items: [{ externalId: "B0TEST0001", price: { amount: "1299.00", currency: "EUR" } }],
      rejects: [],
    });
  });

  test("without it prints a table", async () => {
    const { code, out } = await scan("amazon-best-sellers", "--file", list);
    expect(code).toBe(0);
    expect(out).toMatch(/amazon-best-sellers: items, 1 items/);
    expect(out).toContain("Lampe");
  });

  test("a block page is code 2, and its JSON is printed all the same", async () => {
    const { code, out, err } = await scan(
      "reddit",
      "--json",
      "--file",
      saved("blocked.html", "<html>whoa there, pardner!</html>"),
    );
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ source: "reddit", kind: "blocked", items: [] });
    expect(err).toMatch(/^reddit: blocked\. .+\n$/);
  });

  test.each([
    ["a missing file", ["reddit", "--file", path.join(folder, "none.json")], /none\.json cannot be read/],
    ["an empty file", ["reddit", "--file", saved("empty.json", " \n")], /empty\.json is empty/],
    ["a page nobody knows", ["google-trends", "--file", saved("odd.xml", "odd")], /google-trends: unknown/],
    [
      "an unknown source",
      ["myspace"],
      new RegExp(`"myspace" is not a source. The sources are ${SOURCE_IDS.join(", ")}`),
    ],
    ["an unknown option", ["reddit", "--fast"], /Usage: npm run scan/],
    ["a wrong locale", ["reddit", "--locale", "deutsch!"], /not a locale/],
  ])("%s is code 2 and one clear line", async (_, args, line) => {
    const { code, err } = await scan(...args);
    expect(code).toBe(2);
    expect(err).toMatch(line);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { AGENT_IDS } from "@/lib/core/words";

const root = path.resolve(import.meta.dirname, "..", "..");
const server = path.join(root, ".next", "server");
/** What the host allows one function to weigh, unpacked. */
const MAX_FUNCTION_BYTES = 250 * 1024 * 1024;

type Trace = { name: string; files: string[] };

/** What each function of the build carries, by its path below `.next/server`; files relative to the root. */
function traces(): Trace[] {
  return readdirSync(server, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".nft.json"))
    .map((name) => {
      const file = path.join(server, name);
      const { files } = JSON.parse(readFileSync(file, "utf8")) as { files: string[] };
      const absolute = files.map((entry) => path.resolve(path.dirname(file), entry));
      return {
        name: name.replace(/\.js\.nft\.json$/, ""),
        files: absolute.map((entry) => path.relative(root, entry)),
      };
    });
}

const carriers = (pattern: RegExp) =>
  traces().flatMap(({ name, files }) =>
    files.filter((file) => pattern.test(file)).map((file) => `${name}: ${file}`),
  );

describe("what each hosted function carries", () => {
  it("every route of the build has a trace", () => {
    expect(traces().map(({ name }) => name)).toContain("app/api/health/route");
  });

  it("the function that runs agents carries the instructions of all twelve", () => {
    const step = traces().find(({ name }) => name === "app/api/steps/[step]/route");
    const instructions = AGENT_IDS.map((id) => `agents/${id}/instructions.md`);
    expect(step?.files).toEqual(expect.arrayContaining(instructions));
  });

  it("no function carries a browser", () => {
    expect(carriers(/node_modules\/(@sparticuz|playwright|@playwright)/)).toEqual([]);
  });

  it("no function carries the embedded database", () => {
    expect(carriers(/node_modules\/@electric-sql/)).toEqual([]);
  });

  it("no function carries a person's data, settings or a test", () => {
    expect(carriers(/^(\.data|\.cache|tests|\.env)(\/|$)|\.test\.tsx?$/)).toEqual([]);
  });

  it("every function stays under 250 MB", () => {
    for (const { name, files } of traces()) {
      const sizes = files
        .map((file) => path.join(root, file))
        .map((file) => (existsSync(file) ? statSync(file).size : 0));
      expect(
        sizes.reduce((sum, size) => sum + size, 0),
        name,
      ).toBeLessThan(MAX_FUNCTION_BYTES);
    }
  });
});

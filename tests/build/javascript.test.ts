import { readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const built = path.resolve(import.meta.dirname, "..", "..", ".next");
const read = (name: string) => readFileSync(path.join(built, name), "utf8");

/** What one page may load before it can be used, in bytes of gzip. */
const FIRST_LOAD_BYTES = 130_000;

const buildManifest = z.object({ rootMainFiles: z.array(z.string()).min(1) });
const pageManifest = z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) });

/** Every script that the page's HTML may name: the runtime of all pages, its layouts', its error pages' and its own. */
function scripts(page: string): string[] {
  const { rootMainFiles } = buildManifest.parse(JSON.parse(read("build-manifest.json")));
  const global: { __RSC_MANIFEST?: Record<string, unknown> } = {};
  runInNewContext(read(`server/app${page}_client-reference-manifest.js`), { globalThis: global });
  const { entryJSFiles } = pageManifest.parse(global.__RSC_MANIFEST?.[page]);
  return [...new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()])];
}

/** Bytes of gzip of each script: name → size. */
const weights = (page: string) =>
  Object.fromEntries(scripts(page).map((name) => [name, gzipSync(read(name)).length]));

describe("the JavaScript that a page loads first", () => {
  it.each(["/(team)/review/page", "/(team)/page", "/(team)/products/page", "/(team)/products/[id]/page"])(
    "%s stays under 130 kB, compressed",
    (page) => {
      const found = weights(page);
      const sum = Object.values(found).reduce((total, size) => total + size, 0);
      expect(sum, JSON.stringify(found, null, 2)).toBeLessThan(FIRST_LOAD_BYTES);
    },
  );

  it("the runtime is there once, as ES modules", () => {
    const all = scripts("/(team)/review/page").map(read).join("\n");
    // Said in one module of the router: a second copy of it would be a second router.
    expect(all.match(/An unexpected response was received from the server/g)).toHaveLength(1);
    // What every CommonJS module of Next says of itself, three hundred times without next-es-modules.mjs.
    expect(all.match(/"__esModule"/g)?.length ?? 0).toBeLessThan(60);
  });
});

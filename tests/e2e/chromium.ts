/** Chromium from `@sparticuz/chromium`, which carries its binary: nothing is downloaded. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import chromium from "@sparticuz/chromium";
import manifest from "../../package.json" with { type: "json" };

const cache = path.resolve(import.meta.dirname, "..", "..", ".cache");

/**
 * Path of the browser, unpacked at first use (2.5 s, 210 MB). Into a folder of its own, moved into place when
 * complete: the package's own place in the system's temporary folder may hold a half of it, or one being written.
 */
export async function chromiumPath(): Promise<string> {
  const home = path.join(cache, `chromium-${manifest.devDependencies["@sparticuz/chromium"]}`);
  if (!existsSync(home)) {
    mkdirSync(cache, { recursive: true });
    const fresh = mkdtempSync(path.join(cache, "unpacking-"));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = fresh;
    try {
      await chromium.executablePath();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    try {
      renameSync(fresh, home);
    } catch (error) {
      // Another process was faster; anything else is an error.
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  // Machines without any font would draw nothing at all.
  if (!existsSync("/etc/fonts/fonts.conf")) process.env.FONTCONFIG_PATH ??= path.join(home, "fonts");
  return path.join(home, "chromium");
}

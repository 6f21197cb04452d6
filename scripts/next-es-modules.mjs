// A loader for browser code: reads each CommonJS module of Next as the ES module of the same name.
//
// Next ships its runtime twice, as `next/dist/…` (CommonJS) and as `next/dist/esm/…` (ES modules, from the same
// sources), and the bundler's browser entry begins with the first. CommonJS can neither be shaken nor joined into
// one scope: read as ES modules, the same runtime weighs 15 kB less over the wire (of 131 kB, gzipped). Each
// module keeps its own path, so the bundler's own replacements still apply and every module exists once.
import { existsSync, readFileSync } from "node:fs";

/** Where no such ES module exists, the module stays as it is: heavier, and just as right. */
export default function readAsEsModule(source) {
  const twin = this.resourcePath.replace(/([\\/]next[\\/]dist[\\/])/, (dist) => `${dist}esm${dist.at(-1)}`);
  if (!existsSync(twin)) return source;
  this.addDependency(twin);
  return readFileSync(twin, "utf8");
}

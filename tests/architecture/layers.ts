/** Who may import whom. An arrow of the design is a line here; a folder that is not here fails the test. */

export type Layer =
  | "core"
  | "env"
  | "platform"
  | "db"
  | "agents"
  | "scanners"
  | "context"
  | "dispatch"
  | "feature"
  | "http"
  | "handlers"
  | "boot"
  | "app"
  | "tools";

const BELOW_FEATURES: readonly Layer[] = [
  "core",
  "env",
  "platform",
  "db",
  "agents",
  "scanners",
  "context",
  "dispatch",
];
const BELOW_APP: readonly Layer[] = [...BELOW_FEATURES, "feature", "http", "handlers"];

export const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  core: ["core"],
  env: ["core", "env"],
  platform: ["core", "env", "platform"],
  db: ["core", "env", "platform", "db"],
  agents: ["core", "agents"],
  scanners: ["core", "env", "platform", "scanners"],
  context: ["core", "env", "platform", "db"],
  dispatch: ["core", "env", "platform", "db", "context", "dispatch"],
  feature: [...BELOW_FEATURES, "feature"],
  http: BELOW_APP,
  handlers: [...BELOW_FEATURES, "feature", "handlers"],
  boot: [...BELOW_APP, "boot"],
  app: [...BELOW_APP, "boot", "app"],
  tools: [...BELOW_APP, "boot", "tools"],
};

/** The part of lib/steps that names a step and sends it on its way: what a feature uses of it. */
const DISPATCH = new Set(["lib/steps/contracts.ts", "lib/steps/publish.ts", "lib/steps/attempts.ts"]);
const NOT_FEATURES = new Set(["core", "platform", "http", "steps", "boot"]);

/** The layer of a file; undefined where the design has no place for it. */
export function layerOf(file: string): Layer | undefined {
  if (file === "lib/env.ts") return "env";
  if (file === "lib/ctx.ts") return "context";
  if (DISPATCH.has(file)) return "dispatch";
  if (/^[^/]+\.(ts|mjs|json)$/.test(file))
    return ["proxy.ts", "instrumentation.ts"].includes(file) ? "app" : "tools";
  const [top = "", second, third] = file.split("/");
  switch (top) {
    case "app":
    case "db":
    case "agents":
    case "scanners":
      return top;
    case "scripts":
    case "tests":
      return "tools";
    case "lib":
      if (third === undefined || second === undefined) return undefined;
      if (second === "steps") return "handlers";
      if (second === "core" || second === "platform" || second === "http" || second === "boot") return second;
      return "feature";
    default:
      return undefined;
  }
}

/** The feature a file belongs to: `lib/review/decide.ts` → "review". */
export function featureOf(file: string): string | undefined {
  const [top, second, third] = file.split("/");
  if (top !== "lib" || second === undefined || third === undefined || NOT_FEATURES.has(second))
    return undefined;
  return second;
}

/** True for a file inside a folder of a feature: its own business, not for other features. */
export function isInside(file: string): boolean {
  return featureOf(file) !== undefined && file.split("/").length > 3;
}

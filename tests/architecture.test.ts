import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { featureOf, isInside, layerOf, MAY_IMPORT } from "./architecture/layers";
import { projectFiles, readSource, readSources, root, type Source } from "./architecture/source-graph";

const sources = readSources();
const files = projectFiles();
const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const product = [...sources.values()].filter(({ file }) => !isTest(file) && layerOf(file) !== "tools");

/** "from → to" of every import that `wrong` says no to. */
function imports(of: Source[], wrong: (from: string, to: string, external: boolean) => boolean): string[] {
  return of.flatMap(({ file, imports: all }) =>
    all.filter(({ to, external }) => wrong(file, to, external)).map(({ to }) => `${file} → ${to}`),
  );
}

describe("the layout", () => {
  it("every source file stands in a layer", () => {
    expect([...sources.keys()].filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it("no layer imports one above it", () => {
    const wrong = imports(product, (from, to, external) => {
      const [above, below] = [layerOf(from), layerOf(to)];
      if (external || above === undefined) return false;
      return below === undefined || !MAY_IMPORT[above].includes(below);
    });
    expect(wrong).toEqual([]);
  });

  it("no feature imports the insides of another", () => {
    const wrong = imports(product, (from, to, external) => {
      const feature = featureOf(from);
      return !external && feature !== undefined && isInside(to) && featureOf(to) !== feature;
    });
    expect(wrong).toEqual([]);
  });

  it("no folder has a name that says nothing", () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|services?|types)\//;
    expect(files.filter((file) => empty.test(file))).toEqual([]);
  });
});

describe("what only one place may do", () => {
  it("only db imports drizzle-orm", () => {
    const wrong = imports(
      [...sources.values()],
      (from, to) => /^drizzle-orm(\/|$)/.test(to) && !from.startsWith("db/"),
    );
    expect(wrong).toEqual([]);
  });

  it("only lib/env.ts reads process.env in the product", () => {
    // instrumentation.ts: the bundler puts NEXT_RUNTIME in place of the expression itself.
    const allowed = ["lib/env.ts", "instrumentation.ts"];
    expect(
      product.filter(({ file, readsEnv }) => readsEnv && !allowed.includes(file)).map(({ file }) => file),
    ).toEqual([]);
  });

  it("app holds no SQL and opens no database", () => {
    const app = product.filter(({ file }) => layerOf(file) === "app");
    expect(app.filter((source) => source.hasSqlTemplate).map(({ file }) => file)).toEqual([]);
    const wrong = imports(app, (_, to) =>
      /^(postgres|@electric-sql\/.*|db\/(embedded|migrate|schema\/.*)\.ts)$/.test(to),
    );
    expect(wrong).toEqual([]);
  });

  it("agents are pure: zod alone, and one file that reads the instructions", () => {
    const agents = product.filter(({ file }) => layerOf(file) === "agents");
    expect(
      imports(agents, (_, to, external) => external && !/^(zod|node:(fs|path|crypto))$/.test(to)),
    ).toEqual([]);
    expect(imports(agents, (_, to) => to === "node:fs").length).toBeLessThanOrEqual(1);
  });

  it("parsers are pure: no network, settings or files", () => {
    const parsers = product.filter(({ file }) => /^scanners\/[^/]+\/parse[^/]*\.ts$/.test(file));
    expect(parsers.length).toBeGreaterThan(0);
    expect(imports(parsers, (_, to) => /^node:|^lib\/(env\.ts|platform\/)|fetch-page/.test(to))).toEqual([]);
  });
});

describe("what reaches the browser", () => {
  const server =
    /^(node:|server-only$|next\/headers$|postgres$|pino$|@electric-sql\/|@upstash\/|better-auth$)/;
  const isServer = (to: string, external: boolean) =>
    external ? server.test(to) : /^(db|scanners)\/|^lib\/(env\.ts|ctx\.ts|platform\/)/.test(to);

  /** The way from a client component to something of the server, if there is one. */
  function wayToServer(source: Source, seen = new Set<string>()): string[] | undefined {
    seen.add(source.file);
    for (const { to, external, typeOnly } of source.imports) {
      if (typeOnly) continue;
      if (isServer(to, external)) return [source.file, to];
      const next = sources.get(to);
      // A server action is called over the network: its module stays behind.
      if (!next || seen.has(to) || next.directives.includes("use server")) continue;
      const way = wayToServer(next, seen);
      if (way) return [source.file, ...way];
    }
    return undefined;
  }

  it("no client component carries server code along", () => {
    const clients = product.filter(({ directives }) => directives.includes("use client"));
    expect(clients.flatMap((source) => wayToServer(source)?.join(" → ") ?? [])).toEqual([]);
  });

  it("the words of the product are safe in the browser", () => {
    const core = product.filter(({ file }) => layerOf(file) === "core");
    expect(core.flatMap((source) => wayToServer(source)?.join(" → ") ?? [])).toEqual([]);
  });
});

describe("what the documents say", () => {
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  const exists = (entry: string) =>
    files.some((file) => file === entry || file.startsWith(`${entry.replace(/\/$/, "")}/`));

  it("every path named in the README exists", () => {
    const readme = read("README.md");
    const named = [...readme.matchAll(/`([^`\s]+)`|\]\((?!https?:|#)([^)#\s]+)/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    const paths = named.filter((name) =>
      /^(?![@/.]|https?:|node_modules)[\w.()[\]-]+(\/[\w.()[\]-]*)+$/.test(name),
    );
    const top = named.filter((name) => /^[\w-]+(\.[\w-]+)*\.(ts|mjs|json|md|yml)$/.test(name));
    expect(paths.length).toBeGreaterThan(0);
    expect([...paths, ...top].filter((name) => !exists(name))).toEqual([]);
  });

  it(".env.example lists every setting, each with a sentence, and no other", () => {
    // Set by the host or the tools, never by a person.
    const given = ["VERCEL", "VERCEL_PROJECT_PRODUCTION_URL", "NODE_ENV", "NEXT_PHASE"];
    const settings = [...read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
      (match) => match[1] ?? "",
    );
    const lines = read(".env.example").split("\n");
    const nameAt = (index: number) => /^(?:# ?)?([A-Z][A-Z0-9_]+)=/.exec(lines[index] ?? "")?.[1];
    const listed = lines.flatMap((_, index) => nameAt(index) ?? []);
    expect(listed.toSorted()).toEqual(settings.filter((name) => !given.includes(name)).toSorted());
    const hasSentence = (index: number) => /^# \S.*\.$/.test(lines[index - 1] ?? "") && !nameAt(index - 1);
    const silent = lines.flatMap((_, index) => (nameAt(index) && !hasSentence(index) ? nameAt(index) : []));
    expect(silent).toEqual([]);
  });

  it("every pattern of vercel.json names a route that exists", () => {
    const { functions } = JSON.parse(read("vercel.json")) as { functions: Record<string, unknown> };
    const missing = Object.keys(functions).filter(
      (pattern) => !files.some((file) => path.matchesGlob(file, pattern)),
    );
    expect(missing).toEqual([]);
  });
});

describe("the reading of sources itself", () => {
  const text = `
    "use client";
    import type { A } from "./a";
    import { type B } from "@/lib/core/words";
    export * from "../ctx";
    // import "commented-out";
    const said = 'import "quoted"';
    const late = await import("zod");
    const setting = process.env.SETTING;
    const rows = sql\`select 1\`;
  `;
  const source = readSource("lib/review/example.ts", text);

  it("sees static, dynamic and re-exported imports and not words that look like them", () => {
    expect(source.imports).toEqual([
      { to: "lib/review/a", external: false, typeOnly: true },
      { to: "lib/core/words.ts", external: false, typeOnly: false },
      { to: "lib/ctx.ts", external: false, typeOnly: false },
      { to: "zod", external: true, typeOnly: false },
    ]);
  });

  it("sees directives, settings and SQL", () => {
    expect(source).toMatchObject({ directives: ["use client"], readsEnv: true, hasSqlTemplate: true });
  });

  it("tells the insides of a feature from its verbs", () => {
    expect(isInside("lib/posting/amazon/map.ts")).toBe(true);
    expect(isInside("lib/posting/post-listing.ts")).toBe(false);
    expect(layerOf("lib/steps/execute.ts")).toBe("handlers");
    expect(layerOf("elsewhere/file.ts")).toBeUndefined();
  });
});

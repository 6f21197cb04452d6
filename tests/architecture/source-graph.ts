/** Every source file of the project with what it imports, read by a parser, for the architecture test. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAst } from "vitest/node";

export const root = path.resolve(import.meta.dirname, "..", "..");

type Import = {
  /** A project file relative to the root, or a package's name as written. */
  to: string;
  external: boolean;
  /** Erased by the compiler: nothing of it runs. */
  typeOnly: boolean;
};

export type Source = {
  file: string;
  directives: string[];
  imports: Import[];
  /** `process.env` is read in it. */
  readsEnv: boolean;
  /** A template tagged `sql`. */
  hasSqlTemplate: boolean;
};

/** Files of the project that are tracked or could be, relative to the root. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\n").filter((file) => file !== "" && existsSync(path.join(root, file)));
}

/** All TypeScript sources, by path. */
export function readSources(): Map<string, Source> {
  const files = projectFiles().filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
  return new Map(files.map((file) => [file, readSource(file, readFileSync(path.join(root, file), "utf8"))]));
}

type Node = { type: string } & Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** What one file says, from its text. Throws where the text is no TypeScript. */
export function readSource(file: string, text: string): Source {
  const source: Source = { file, directives: [], imports: [], readsEnv: false, hasSqlTemplate: false };
  const program = parseAst(text, { lang: file.endsWith("x") ? "tsx" : "ts" }, file);
  visit(program, (node) => {
    if (typeof node.directive === "string") source.directives.push(node.directive);
    if (isNode(node.source) && typeof node.source.value === "string") {
      source.imports.push(resolve(file, node.source.value, isErased(node)));
    }
    if (
      node.type === "MemberExpression" &&
      nameOf(node.object) === "process" &&
      nameOf(node.property) === "env"
    ) {
      source.readsEnv = true;
    }
    if (node.type === "TaggedTemplateExpression" && nameOf(node.tag) === "sql") source.hasSqlTemplate = true;
  });
  return source;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const entry of value) visit(entry, see);
  else if (isNode(value)) {
    see(value);
    for (const entry of Object.values(value)) visit(entry, see);
  }
}

const nameOf = (value: unknown) => (isNode(value) && value.type === "Identifier" ? value.name : undefined);

/** `import type`, `export type … from` and `import("…").T`; `import { type T }` alone still loads the module. */
function isErased(node: Node): boolean {
  return node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType";
}

function resolve(from: string, specifier: string, typeOnly: boolean): Import {
  if (!specifier.startsWith(".") && !specifier.startsWith("@/"))
    return { to: specifier, external: true, typeOnly };
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : path.posix.join(path.posix.dirname(from), specifier);
  const found = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"]
    .map((ending) => base + ending)
    .find((candidate) => /\.[a-z]+$/.test(candidate) && existsSync(path.join(root, candidate)));
  return { to: found ?? base, external: false, typeOnly };
}

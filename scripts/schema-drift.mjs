// Fails when db/schema says something that db/migrations does not do. drizzle-kit's own `check` does not see
// this, and `generate` exits 0 even where it wanted to ask: only its words and its files tell.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { captureTool, root } from "./run.mjs";
import { fatal, say } from "./say.mjs";

const migrations = path.join(root, "db", "migrations");
if (!existsSync(path.join(migrations, "meta", "_journal.json"))) {
  fatal("db/migrations holds no migration yet: npm run db:generate -- --name <what-changes>", 1);
}
const cache = path.join(root, ".cache");
mkdirSync(cache, { recursive: true });
const copy = mkdtempSync(path.join(cache, "schema-drift-"));
try {
  cpSync(migrations, copy, { recursive: true });
  const relative = path.relative(root, copy).split(path.sep).join("/");
  const args = ["generate", "--dialect", "postgresql", "--schema", "./db/schema/index.ts", "--out", relative];
  const { output } = await captureTool("node_modules/drizzle-kit/bin.cjs", args);
  const added = readdirSync(copy).filter(
    (name) => name.endsWith(".sql") && !existsSync(path.join(migrations, name)),
  );
  if (!output.includes("No schema changes") || added.length > 0) {
    for (const name of added) say(readFileSync(path.join(copy, name), "utf8"));
    if (added.length === 0) say(output);
    say(
      "db/schema and db/migrations disagree: npm run db:generate -- --name <what-changes>, review it, commit it.",
    );
    process.exitCode = 1;
  } else say("db/schema and db/migrations agree.");
} finally {
  rmSync(copy, { recursive: true, force: true });
}

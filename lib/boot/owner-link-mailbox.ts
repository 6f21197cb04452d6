/**
 * How `npm run owner-link` reaches a server that has the embedded database to itself: by a file in DATA_DIR. Whoever
 * can write there has the database in their hands anyway, and nothing of it can be reached from a network.
 */
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ownerLink, type OwnerLink } from "@/lib/auth/owner-link";
import { BadRequestError, messageOf } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { logger } from "@/lib/platform/logger";

const REQUEST = "owner-link-request.json";
const ANSWER = "owner-link-answer.json";
const LOOK_EVERY_MS = 50;

const request = z.object({ email: z.string().max(254).optional() });
const answer = z.union([
  z.object({ url: z.url(), owner: z.object({ name: z.string(), email: z.string() }).nullable() }),
  z.object({ error: z.string() }),
]);

/** Puts a file there whole: who looks for it never reads half of it. For the eyes of this user alone. */
function put(file: string, value: unknown): void {
  fs.writeFileSync(`${file}.part`, JSON.stringify(value), { mode: 0o600 });
  fs.renameSync(`${file}.part`, file);
}

/** Reads a file and removes it; undefined where there is none. */
function take(file: string): unknown {
  if (!fs.existsSync(file)) return undefined;
  const text = fs.readFileSync(file, "utf8");
  fs.rmSync(file);
  return JSON.parse(text);
}

/** Makes a link for whoever asks through the folder, until it is closed. */
export function answerOwnerLinks({ dir, ctx }: { dir: string; ctx: Ctx }): { close(): void } {
  const look = async () => {
    const asked = request.safeParse(take(path.join(dir, REQUEST)));
    if (!asked.success) return;
    const said = await ownerLink({ ctx, input: asked.data }).catch((thrown: unknown) => ({
      error: messageOf(thrown),
    }));
    put(path.join(dir, ANSWER), said);
  };
  const watcher = fs.watch(dir, (_event, name) => {
    if (name !== REQUEST) return;
    look().catch((error: unknown) => logger.warn({ error }, "A link for an owner could not be made"));
  });
  return { close: () => watcher.close() };
}

/**
 * Asks the server that runs on the folder. Null when none has answered within `withinMs`. Throws BadRequestError with
 * the server's sentence when it makes no link.
 */
export async function askForOwnerLink({
  dir,
  email,
  withinMs = 5_000,
}: {
  dir: string;
  email?: string | undefined;
  withinMs?: number;
}): Promise<OwnerLink | null> {
  const [asked, said] = [path.join(dir, REQUEST), path.join(dir, ANSWER)];
  fs.rmSync(said, { force: true });
  put(asked, { email });
  try {
    for (let waited = 0; waited < withinMs; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      const found = take(said);
      if (found === undefined) continue;
      const link = answer.parse(found);
      if ("error" in link) throw new BadRequestError(link.error);
      return link;
    }
    return null;
  } finally {
    fs.rmSync(asked, { force: true });
  }
}

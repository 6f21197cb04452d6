import { eq } from "drizzle-orm";
import type { Database } from "../client";
import { ownKeys } from "../schema";

/** The key of that name; where there is none yet, `candidate` becomes it. Of several writers the first wins. */
export async function ownKey(db: Database, name: string, candidate: () => string): Promise<string> {
  const read = async () => {
    const [row] = await db
      .select({ value: ownKeys.value })
      .from(ownKeys)
      .where(eq(ownKeys.name, name))
      .limit(1);
    return row?.value;
  };
  const found = await read();
  if (found !== undefined) return found;
  await db.insert(ownKeys).values({ name, value: candidate() }).onConflictDoNothing();
  const kept = await read();
  if (kept === undefined) throw new Error(`The key ${name} could not be stored.`);
  return kept;
}

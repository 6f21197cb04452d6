import { BadRequestError, ConflictError } from "@/lib/core/errors";
import { MAX_KEYWORD_CHARS, normaliseKeyword } from "@/lib/core/keyword";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { titleWords } from "@/lib/matching/title-words";
import { insertKeyword } from "@/db/queries/keywords";
import { steerAnew } from "./steer-anew";

/**
 * A person adds a keyword for 30 days; one that has expired comes back. Throws BadRequestError when it holds
 * no word that a title could match, ConflictError when it is alive already.
 */
export async function addKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keyword: string; category: string | null; pinned: boolean };
}): Promise<{ keyword: string }> {
  if (input.keyword.trim().length > MAX_KEYWORD_CHARS) {
    throw new BadRequestError(`A keyword has at most ${MAX_KEYWORD_CHARS} characters.`);
  }
  const keyword = normaliseKeyword(input.keyword);
  if (keyword === null || titleWords(keyword).length === 0) {
    throw new BadRequestError("Enter a word that can stand in a product's title, such as portable blender.");
  }
  const { category, pinned } = input;
  await steerAnew({
    ctx,
    change: async (inside) => {
      const row = await insertKeyword(inside.db, { keyword, category, pinned, now: ctx.clock.now() });
      if (!row) throw new ConflictError(`“${keyword}” is there already. Find it in the list to pin it.`);
      await writeAudit({
        ctx: inside,
        input: {
          action: "keyword.add",
          entityType: "keyword",
          entityId: row.id,
          details: { keyword, category, pinned },
        },
      });
    },
  });
  return { keyword };
}

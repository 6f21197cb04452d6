import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { setMarks } from "@/db/queries/keywords";
import { steerAnew } from "./steer-anew";

/** Takes a pin or a mute back: both marks as they were. Throws ConflictError when they are so already. */
export async function restoreKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; pinned: boolean; muted: boolean };
}): Promise<{ keyword: string }> {
  const { keywordId, pinned, muted } = input;
  return steerAnew({
    ctx,
    change: async (inside) => {
      const marks = { pinned, muted };
      const changed = await setMarks(inside.db, { id: keywordId, marks, now: ctx.clock.now() });
      if (!changed)
        throw new ConflictError("This keyword is as it was already, or it does not exist any more.");
      await writeAudit({
        ctx: inside,
        input: {
          action: "keyword.restore",
          entityType: "keyword",
          entityId: keywordId,
          details: { keyword: changed.keyword, ...marks },
        },
      });
      return { keyword: changed.keyword };
    },
  });
}

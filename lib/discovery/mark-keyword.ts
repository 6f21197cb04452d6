import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { markKeyword } from "@/db/queries/keywords";
import { steerAnew } from "./steer-anew";

const ACTIONS = {
  pinned: { on: "keyword.pin", off: "keyword.unpin" },
  muted: { on: "keyword.mute", off: "keyword.unmute" },
} as const;

/** Sets or takes one mark of a keyword, with its audit row. Throws ConflictError when it is so already. */
export async function mark({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; mark: "pinned" | "muted"; on: boolean };
}): Promise<{ keyword: string }> {
  const { keywordId, on } = input;
  return steerAnew({
    ctx,
    change: async (inside) => {
      const row = await markKeyword(inside.db, {
        id: keywordId,
        mark: input.mark,
        on,
        now: ctx.clock.now(),
      });
      if (!row) {
        const is = on ? `${input.mark} already` : `not ${input.mark}`;
        throw new ConflictError(`This keyword is ${is}, or it does not exist any more.`);
      }
      await writeAudit({
        ctx: inside,
        input: {
          action: ACTIONS[input.mark][on ? "on" : "off"],
          entityType: "keyword",
          entityId: keywordId,
          details: { keyword: row.keyword },
        },
      });
      return { keyword: row.keyword };
    },
  });
}

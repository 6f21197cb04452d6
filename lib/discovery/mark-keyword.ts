import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { setMarks, type Marks } from "@/db/queries/keywords";
import { steerAnew } from "./steer-anew";

const ACTIONS = {
  pinned: { on: "keyword.pin", off: "keyword.unpin" },
  muted: { on: "keyword.mute", off: "keyword.unmute" },
} as const;

/**
 * Sets or takes one mark of a keyword, with its audit row; setting one takes the other. Answers with the marks it had,
 * so that it can be taken back. Throws ConflictError when it is so already.
 */
export async function mark({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; mark: "pinned" | "muted"; on: boolean };
}): Promise<{ keywordId: number; keyword: string; was: Marks }> {
  const { keywordId, on } = input;
  const other = input.mark === "pinned" ? "muted" : "pinned";
  const marks = { [input.mark]: on, ...(on ? { [other]: false } : {}) };
  return steerAnew({
    ctx,
    change: async (inside) => {
      const changed = await setMarks(inside.db, { id: keywordId, marks, now: ctx.clock.now() });
      if (!changed) {
        const is = on ? `${input.mark} already` : `not ${input.mark}`;
        throw new ConflictError(`This keyword is ${is}, or it does not exist any more.`);
      }
      const { keyword, was } = changed;
      await writeAudit({
        ctx: inside,
        input: {
          action: ACTIONS[input.mark][on ? "on" : "off"],
          entityType: "keyword",
          entityId: keywordId,
          details: { keyword, was },
        },
      });
      return { keywordId, keyword, was };
    },
  });
}

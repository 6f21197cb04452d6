import type { Ctx } from "@/lib/ctx";
import type { Marks } from "@/db/queries/keywords";
import { mark } from "./mark-keyword";

/** Pins a keyword, or takes that back: one that steers before all others. */
export async function pinKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; pinned: boolean };
}): Promise<{ keywordId: number; keyword: string; pinned: boolean; was: Marks }> {
  const { keywordId, pinned } = input;
  const marked = await mark({ ctx, input: { keywordId, mark: "pinned", on: pinned } });
  return { ...marked, pinned };
}

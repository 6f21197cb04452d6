import type { Ctx } from "@/lib/ctx";
import type { Marks } from "@/db/queries/keywords";
import { mark } from "./mark-keyword";

/** Mutes a keyword, or takes that back: one that steers nothing and is kept all the same. */
export async function muteKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; muted: boolean };
}): Promise<{ keywordId: number; keyword: string; muted: boolean; was: Marks }> {
  const { keywordId, muted } = input;
  const marked = await mark({ ctx, input: { keywordId, mark: "muted", on: muted } });
  return { ...marked, muted };
}

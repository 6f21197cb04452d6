import type { Ctx } from "@/lib/ctx";
import { mark } from "./mark-keyword";

/** Mutes a keyword, or takes that back: one that steers nothing and is kept all the same. */
export async function muteKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; muted: boolean };
}): Promise<{ keyword: string; muted: boolean }> {
  const { keywordId, muted } = input;
  const { keyword } = await mark({ ctx, input: { keywordId, mark: "muted", on: muted } });
  return { keyword, muted };
}

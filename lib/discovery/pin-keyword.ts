import type { Ctx } from "@/lib/ctx";
import { mark } from "./mark-keyword";

/** Pins a keyword, or takes that back: one that steers before all others. */
export async function pinKeyword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { keywordId: number; pinned: boolean };
}): Promise<{ keyword: string; pinned: boolean }> {
  const { keywordId, pinned } = input;
  const { keyword } = await mark({ ctx, input: { keywordId, mark: "pinned", on: pinned } });
  return { keyword, pinned };
}

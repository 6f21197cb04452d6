import { z } from "zod";

/** A keyword that was just changed, with the marks it had before. */
export type Undo = { keywordId: number; was: { pinned: boolean; muted: boolean } };

/** "12_1_0": the id, pinned before, muted before. */
export const undoParam = z
  .string()
  .regex(/^\d{1,9}_[01]_[01]$/)
  .transform((text): Undo => {
    const [id, pinned, muted] = text.split("_");
    return { keywordId: Number(id), was: { pinned: pinned === "1", muted: muted === "1" } };
  });

/** The path with the undo in its query; without one where there is nothing to take back. */
export function withUndo(path: string, undo: Undo | null): string {
  if (!undo) return path;
  const { keywordId, was } = undo;
  const value = `${keywordId}_${was.pinned ? 1 : 0}_${was.muted ? 1 : 0}`;
  return `${path}${path.includes("?") ? "&" : "?"}undo=${value}`;
}

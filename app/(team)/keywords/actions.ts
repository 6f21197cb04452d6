"use server";

import { z } from "zod";
import { addKeyword } from "@/lib/discovery/add-keyword";
import { muteKeyword } from "@/lib/discovery/mute-keyword";
import { pinKeyword } from "@/lib/discovery/pin-keyword";
import { restoreKeyword } from "@/lib/discovery/restore-keyword";
import { formAction, redirectAction } from "@/lib/http/action";
import type { Outcome } from "@/lib/http/outcome";
import { withUndo, type Undo } from "./undo";

const keywordId = z.coerce.number("the number of a keyword").int().positive().max(2_147_483_647);
/** Back to the list, which says what was changed and takes it back where that is wanted. */
const backWithUndo = (given: Record<string, unknown>, outcome: Outcome<Undo>): string =>
  withUndo(typeof given["back"] === "string" ? given["back"] : "/keywords", outcome.ok ? outcome.data : null);

const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");

const newKeyword = {
  permission: "decide",
  input: z.object({
    keyword: z.string().trim().min(1, "enter a word or two").max(200, "at most 200 characters"),
    category: z
      .string()
      .trim()
      .max(200, "at most 200 characters")
      .transform((text) => (text === "" ? null : text)),
    pinned: z
      .literal("on")
      .optional()
      .transform((value) => value === "on"),
  }),
  notice: ({ keyword }: { keyword: string }) => `“${keyword}” is added for 30 days.`,
} as const;

export const addKeywordForm = formAction(
  "keyword.add",
  { ...newKeyword, retype: ["keyword", "category"] },
  addKeyword,
);

/** An expired keyword, added once more by its button. */
export const bringBackForm = redirectAction("keyword.add", newKeyword, addKeyword);

export const pinKeywordForm = redirectAction(
  "keyword.pin",
  {
    permission: "decide",
    input: z.object({ keywordId, pinned: yesOrNo }),
    to: backWithUndo,
  },
  pinKeyword,
);

export const muteKeywordForm = redirectAction(
  "keyword.mute",
  {
    permission: "decide",
    input: z.object({ keywordId, muted: yesOrNo }),
    to: backWithUndo,
  },
  muteKeyword,
);

export const restoreKeywordForm = redirectAction(
  "keyword.restore",
  {
    permission: "decide",
    input: z.object({ keywordId, pinned: yesOrNo, muted: yesOrNo }),
    notice: ({ keyword }) => `“${keyword}” is as it was.`,
  },
  restoreKeyword,
);

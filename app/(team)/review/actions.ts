"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { DECISIONS, type ProductStatus } from "@/lib/core/words";
import { action, redirectAction } from "@/lib/http/action";
import { decide } from "@/lib/review/decide";
import { undo } from "@/lib/review/undo";
import { NOTE_LENGTH, REJECT_REASONS, reasonOf } from "./reasons";

const productId = z.coerce.number("the number of a product").int().positive();

const decision = z.object({
  productId,
  version: z.coerce.number().int().positive(),
  decision: z.enum(DECISIONS, "approve or reject"),
  chip: z.enum(["", ...REJECT_REASONS], "one of the reasons offered").default(""),
  note: z.string().max(NOTE_LENGTH, `at most ${NOTE_LENGTH} characters`).default(""),
});

type Decided = z.output<typeof decision>;

function verbInput({ chip, note, ...rest }: Decided) {
  return { ...rest, reason: reasonOf(rest.decision, chip, note) };
}

/** From the deck: the card is gone from the page already, the answer says whether that was right. */
export const decideNow = action(
  "review.decide",
  { permission: "decide", input: decision },
  async ({ ctx, input }) => {
    const decided = await decide({ ctx, input: verbInput(input) });
    refresh();
    return decided;
  },
);

/** From the deck without JavaScript: to the next card, or back to this one with what happened. */
export const decideForm = redirectAction(
  "review.decide",
  {
    permission: "decide",
    input: decision,
    to: ({ productId: id }, outcome) => `/review?${outcome.ok ? "decided" : "at"}=${Number(id)}`,
  },
  ({ ctx, input }) => decide({ ctx, input: verbInput(input) }),
);

/** From a product's own page. */
export const decideOnPage = redirectAction(
  "review.decide",
  {
    permission: "decide",
    input: decision,
    notice: ({ status }: { status: ProductStatus }) => (status === "REJECTED" ? "Rejected." : "Approved."),
  },
  ({ ctx, input }) => decide({ ctx, input: verbInput(input) }),
);

export const undoNow = action(
  "review.undo",
  { permission: "decide", input: z.object({ productId }) },
  async ({ ctx, input }) => {
    const undone = await undo({ ctx, input });
    refresh();
    return undone;
  },
);

/** Without JavaScript: to the card that waits again. From a product's page back to it. */
export const undoForm = redirectAction(
  "review.undo",
  {
    permission: "decide",
    input: z.object({ productId }),
    to: ({ productId: id, back }) => (typeof back === "string" ? back : `/review?at=${Number(id)}`),
    notice: () => "Undone: it waits for review again.",
  },
  ({ ctx, input }) => undo({ ctx, input }),
);

"use server";

import { z } from "zod";
import { askAnalysis } from "@/lib/analysis/ask-analysis";
import { moneyAmount } from "@/lib/core/money";
import { MARKETPLACE_LABELS, MARKETPLACES } from "@/lib/core/words";
import { redirectAction } from "@/lib/http/action";
import { editFigures } from "@/lib/posting/edit-figures";
import { recordByHand } from "@/lib/posting/record-by-hand";

const id = z.coerce.number("a number").int().positive();

/** An empty field is an unknown figure, never zero. */
const figure = z
  .string()
  .trim()
  .regex(/^\d{0,10}$/, "a whole number, or empty where it is unknown")
  .transform((text) => (text === "" ? null : Number(text)));

export const analyseAgain = redirectAction(
  "analysis.ask",
  {
    permission: "decide",
    input: z.object({ productId: id }),
    notice: ({ paused }: { paused: boolean }) =>
      paused
        ? "The analysis is queued. All work is paused: it begins when the pause ends."
        : "The analysis is queued; its steps appear below as they run.",
  },
  ({ ctx, input }) => askAnalysis({ ctx, input }),
);

export const recordPosting = redirectAction(
  "listing.record",
  {
    permission: "post",
    input: z.object({
      productId: id,
      platform: z.enum(MARKETPLACES, `one of ${Object.values(MARKETPLACE_LABELS).join(", ")}`),
      listingUrl: z
        .string()
        .trim()
        .min(1, "the address of the listing")
        .max(1_000, "at most 1,000 characters"),
      platformListingId: z.string().trim().max(200, "at most 200 characters").optional(),
    }),
    notice: () => "Recorded as posted.",
  },
  ({ ctx, input }) => recordByHand({ ctx, input }),
);

export const saveFigures = redirectAction(
  "listing.figures",
  {
    permission: "post",
    input: z.object({
      listingId: id,
      views: figure,
      clicks: figure,
      sales: figure,
      revenue: z
        .string()
        .trim()
        .transform((text) => (text === "" ? null : text))
        .pipe(moneyAmount.nullable()),
      revenueCurrency: z
        .string()
        .trim()
        .toUpperCase()
        .transform((text) => (text === "" ? null : text)),
    }),
    notice: () => "The figures are saved.",
  },
  ({ ctx, input }) =>
    editFigures({
      ctx,
      input: { ...input, revenueCurrency: input.revenue === null ? null : input.revenueCurrency },
    }),
);

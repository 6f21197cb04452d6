"use server";

import { z } from "zod";
import { askAnalysis } from "@/lib/analysis/ask-analysis";
import { MARKETPLACE_LABELS, MARKETPLACES } from "@/lib/core/words";
import { redirectAction } from "@/lib/http/action";
import { recordByHand } from "@/lib/posting/record-by-hand";

const id = z.coerce.number("a number").int().positive();

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

"use server";

import { z } from "zod";
import { moneyAmount } from "@/lib/core/money";
import { formAction } from "@/lib/http/action";
import { editFigures } from "@/lib/posting/edit-figures";

/** What a column of whole numbers holds. */
const MOST = 2_147_483_647;

/** An empty field is an unknown figure, never zero. */
const figure = z
  .string()
  .trim()
  .regex(/^\d{0,10}$/, "a whole number, or empty where it is unknown")
  .transform((text) => (text === "" ? null : Number(text)))
  .refine((value) => value === null || value <= MOST, `at most ${MOST.toLocaleString("en-US")}`);

export const saveFigures = formAction(
  "listing.figures",
  {
    permission: "post",
    input: z.object({
      listingId: z.coerce.number("a number").int().positive(),
      views: figure,
      clicks: figure,
      sales: figure,
      revenue: z
        .string()
        .trim()
        .transform((text) => (text === "" ? null : text.replace(",", ".")))
        .pipe(moneyAmount.nullable()),
      revenueCurrency: z
        .string()
        .trim()
        .toUpperCase()
        .transform((text) => (text === "" ? null : text)),
    }),
    retype: ["views", "clicks", "sales", "revenue", "revenueCurrency"],
    notice: () => "The figures are saved.",
  },
  ({ ctx, input }) =>
    editFigures({
      ctx,
      input: { ...input, revenueCurrency: input.revenue === null ? null : input.revenueCurrency },
    }),
);

"use server";

import { z } from "zod";
import type { Restated } from "@/lib/analysis/judge-again";
import { stateMoney } from "@/lib/analysis/state-money";
import { currencyCode } from "@/lib/core/money";
import { PERCENT, STATED_INPUTS, STATED_PLACES } from "@/lib/core/statement";
import { redirectAction } from "@/lib/http/action";
import { productId } from "./product-number";
import { restatedWords } from "./restated-words";

/** A figure as people type it, with a point or a comma before the decimals. */
const figure = z
  .string()
  .trim()
  .regex(/^\d{1,8}(?:[.,]\d{1,2})?$/, "an amount such as 12.50")
  .transform((text) => Number(text.replace(",", ".")));
const optionalFigure = z
  .literal("")
  .transform(() => undefined)
  .or(figure)
  .optional();

const about = z.object({
  productId,
  input: z.enum(STATED_INPUTS, "one of the list"),
  place: z.enum(STATED_PLACES, "one of the list"),
});

export const stateMoneyForm = redirectAction(
  "product.state-money",
  {
    permission: "decide",
    input: about.extend({
      likely: figure,
      low: optionalFigure,
      high: optionalFigure,
      unit: z.union([z.literal(PERCENT), currencyCode], "a currency or percent"),
      note: z.string().trim().max(200, "at most 200 characters").default(""),
    }),
    notice: (restated: Restated) => `Saved. ${restatedWords(restated)}`,
  },
  ({ ctx, input: { likely, low = likely, high = likely, unit, note, ...what } }) =>
    stateMoney({ ctx, input: { ...what, figure: { low, likely, high, unit, note } } }),
);

export const takeBackForm = redirectAction(
  "product.take-money-back",
  {
    permission: "decide",
    input: about,
    notice: (restated: Restated) => `Taken back. ${restatedWords(restated)}`,
  },
  ({ ctx, input }) => stateMoney({ ctx, input: { ...input, figure: null } }),
);

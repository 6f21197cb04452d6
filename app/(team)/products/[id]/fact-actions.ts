"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { askAnalysis } from "@/lib/analysis/ask-analysis";
import { FACT_FIELDS, factForm } from "@/lib/by-hand/fact-form";
import { stateFacts } from "@/lib/by-hand/state-facts";
import { takeBackFact } from "@/lib/by-hand/take-back-fact";
import { hasRate } from "@/lib/economics/exchange-rates";
import { readRates } from "@/lib/economics/read-rates";
import { formAction, redirectAction } from "@/lib/http/action";
import { InvalidInputError } from "@/lib/http/error-response";
import { setFlash } from "@/lib/http/flash";
import { productId } from "./product-number";
import { restatedWords } from "./restated-words";

/** States facts, and analyses the product again where that was asked for; leads back to its page. */
export const stateFactsForm = formAction(
  "fact.state",
  { permission: "decide", input: factForm, retype: FACT_FIELDS },
  async ({ ctx, input }): Promise<never> => {
    const { productId: id, facts, next } = input;
    const currency = (facts.price ?? facts.cost)?.currency;
    if (currency !== undefined && !hasRate(currency, await readRates({ ctx }))) {
      const message = `There is no exchange rate for ${currency}: enter one in the settings.`;
      throw new InvalidInputError({ currency: message });
    }
    const { stated } = await stateFacts({ ctx, input: { productId: id, facts } });
    const saved = stated.length > 0 ? "What you stated is saved." : "Nothing was different.";
    if (next === "wait") {
      await setFlash({ tone: "good", text: saved });
      redirect(`/products/${id}#facts`);
    }
    const { paused } = await askAnalysis({ ctx, input: { productId: id } });
    const after = paused
      ? "All work is paused: the analysis begins when the pause ends."
      : "The analysis is queued.";
    await setFlash({ tone: "good", text: `${saved} ${after}` });
    redirect(`/products/${id}#steps`);
  },
);

export const takeBackFactForm = redirectAction(
  "fact.take-back",
  {
    permission: "decide",
    input: z.object({ productId, factId: productId }),
    notice: ({ label, ...restated }) =>
      `${label} is taken back. ${restated.judged ? restatedWords(restated) : "The next analysis does without it."}`,
  },
  takeBackFact,
);

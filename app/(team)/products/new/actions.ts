"use server";

import { redirect } from "next/navigation";
import { addProduct, type Added } from "@/lib/by-hand/add-product";
import type { Known } from "@/lib/by-hand/find-known";
import { addForm, FACT_FIELDS } from "@/lib/by-hand/fact-form";
import { hasRate } from "@/lib/economics/exchange-rates";
import { readRates } from "@/lib/economics/read-rates";
import { formAction } from "@/lib/http/action";
import { InvalidInputError } from "@/lib/http/error-response";
import { setFlash } from "@/lib/http/flash";
import type { Outcome } from "@/lib/http/outcome";

/** What may be there already, for the person to say which it is, with what was typed. */
export type Offered = { known: Known[]; typed: Record<string, string> };

const NEEDS_A_NAME = "its name, in words that tell it from others: nothing is fetched from the address";
const FIELDS = ["what", "name", "imageUrl", ...FACT_FIELDS];

const add = formAction(
  "product.add",
  { permission: "decide", input: addForm, retype: FIELDS },
  async ({ ctx, input }): Promise<Known[]> => {
    const currency = (input.facts.price ?? input.facts.cost)?.currency;
    if (currency !== undefined && !hasRate(currency, await readRates({ ctx }))) {
      const message = `There is no exchange rate for ${currency}: enter one in the settings.`;
      throw new InvalidInputError({ currency: message });
    }
    const added = await addProduct({ ctx, input });
    if (added.kind === "known") return added.known;
    if (added.kind === "nameless") throw new InvalidInputError({ name: NEEDS_A_NAME });
    await setFlash({ tone: "good", text: saidOf(added) });
    redirect(`/products/${added.productId}${added.runId === null ? "" : "#steps"}`);
  },
);

/** Adds a product and leads to its page, where its analysis runs; answers what may be the same, where something may. */
export async function addByHand(before: Outcome<Offered> | null, form: FormData): Promise<Outcome<Offered>> {
  const outcome = await add(before?.ok ? { ok: true, data: before.data.known } : before, form);
  if (!outcome.ok) return outcome;
  const typed = FIELDS.flatMap((field) => {
    const value = form.get(field);
    return typeof value === "string" ? [[field, value.slice(0, 2_000)] as const] : [];
  });
  return { ok: true, data: { known: outcome.data, typed: Object.fromEntries(typed) } };
}

function saidOf({ isNew, runId, paused }: Extract<Added, { kind: "added" }>): string {
  const what = isNew ? "The product is added" : "What you said is added to this product";
  if (runId === null)
    return `${what}. It is being analysed or decided on already, so no new analysis was started.`;
  return paused
    ? `${what}. All work is paused: its analysis begins when the pause ends.`
    : `${what}, and its analysis is queued; its steps appear below as they run.`;
}

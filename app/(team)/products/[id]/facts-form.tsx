"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { fieldError, FormProblem, typedBefore } from "@/app/_ui/form-problem";
import { FactFields } from "../fact-fields";
import { stateFactsForm } from "./fact-actions";

type FactsFormProps = {
  productId: number;
  homeCurrency: string;
  categories: readonly string[];
  /** False where the product's status forbids another analysis now. */
  mayAnalyse: boolean;
};

/** States facts of a product; empty fields leave what stands as it is. */
export function FactsForm({ productId, homeCurrency, categories, mayAnalyse }: FactsFormProps) {
  const [outcome, submit, busy] = useActionState(stateFactsForm, null);
  return (
    <form action={submit} className="flex flex-col gap-4" noValidate>
      {/* What Enter in a field presses: the first button of a form, which must not begin an analysis. */}
      <button type="submit" hidden>
        Save
      </button>
      <FormProblem outcome={outcome} />
      <input type="hidden" name="productId" value={productId} />
      <FactFields
        valueOf={(name) => typedBefore(outcome, name)}
        errorOf={(name) => fieldError(outcome, name)}
        homeCurrency={homeCurrency}
        categories={categories}
      />
      <div className="flex flex-wrap gap-3">
        {mayAnalyse ? (
          <Button look="primary" name="next" value="analyse" aria-disabled={busy}>
            Save and analyse again
          </Button>
        ) : null}
        <Button name="next" value="wait" aria-disabled={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { ProductStatusBadge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { fieldError, FormProblem, typedBefore } from "@/app/_ui/form-problem";
import type { Known } from "@/lib/by-hand/find-known";
import { FactFields } from "../fact-fields";
import { addByHand } from "./actions";

/** Adds a product and has it analysed at once; offers what is there already first. */
export function AddForm({
  homeCurrency,
  categories,
}: {
  homeCurrency: string;
  categories: readonly string[];
}) {
  const [outcome, submit, busy] = useActionState(addByHand, null);
  const valueOf = (name: string) => (outcome?.ok ? outcome.data.typed[name] : typedBefore(outcome, name));
  const errorOf = (name: string) => fieldError(outcome, name);
  const known = outcome?.ok ? outcome.data.known : [];
  return (
    <form action={submit} className="flex flex-col gap-6" noValidate>
      {/* What Enter in a field presses: the first button of a form, which must not be one of the offers. */}
      <button type="submit" hidden>
        Add it
      </button>
      <FormProblem outcome={outcome} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Address, ASIN or name"
          name="what"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={1000}
          hint="https://www.amazon.com/dp/…, B0…, or “portable blender”. Nothing is fetched from the address."
          defaultValue={valueOf("what")}
          error={errorOf("what")}
        />
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          maxLength={300}
          hint="Where you gave an address or an ASIN. Empty takes the name in the address, if there is one."
          defaultValue={valueOf("name")}
          error={errorOf("name")}
        />
      </div>
      {known.length > 0 ? <Offer known={known} busy={busy} /> : null}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-base font-semibold">What you know of it</legend>
        <p className="text-sm text-muted">
          All of it may stay empty. It enters the analysis under your name, above every estimate.
        </p>
        <FactFields valueOf={valueOf} errorOf={errorOf} homeCurrency={homeCurrency} categories={categories} />
        <Field
          label="Address of a picture"
          name="imageUrl"
          type="url"
          autoComplete="off"
          maxLength={1000}
          defaultValue={valueOf("imageUrl")}
          error={errorOf("imageUrl")}
        />
      </fieldset>
      {known.length > 0 ? null : (
        <div>
          <Button look="primary" aria-disabled={busy} className="w-full sm:w-auto">
            Add it and analyse it now
          </Button>
        </div>
      )}
    </form>
  );
}

/** What the product may be already. A name alone may be another thing; an ASIN or an address may not. */
function Offer({ known, busy }: { known: readonly Known[]; busy: boolean }) {
  const sure = known.some((product) => product.sure);
  return (
    <section aria-label="Is it one of these?" className="flex flex-col gap-3">
      <Banner tone="warn" announce="now">
        {sure
          ? "This is here already. Open it, or add what you know to it and have it analysed again."
          : "It may be here already. Is it one of these?"}
      </Banner>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {known.map((product) => (
          <li key={product.id} className="flex flex-wrap items-center gap-3 p-4">
            <div className="min-w-0 flex-1 basis-52">
              <a
                href={`/products/${product.id}`}
                className="font-medium wrap-anywhere text-accent underline underline-offset-2"
              >
                {product.title}
              </a>
              <p className="mt-1">
                <ProductStatusBadge status={product.status} />
              </p>
            </div>
            <Button name="same" value={product.id} aria-disabled={busy}>
              Add to this one
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        {sure ? (
          <Button aria-disabled={busy}>Look again with what I changed</Button>
        ) : (
          <Button name="another" value="yes" look="primary" aria-disabled={busy}>
            It is another product: add it
          </Button>
        )}
      </div>
    </section>
  );
}

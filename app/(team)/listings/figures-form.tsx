"use client";

import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { FormProblem } from "@/app/_ui/form-problem";
import { useKeptForm } from "@/app/_ui/use-kept-form";
import { saveFigures } from "./actions";

type Figures = {
  id: number;
  views: number | null;
  clicks: number | null;
  sales: number | null;
  revenue: string | null;
  revenueCurrency: string | null;
};

const COUNTS = [
  { name: "views", label: "Views" },
  { name: "clicks", label: "Clicks" },
  { name: "sales", label: "Sales" },
] as const;

type FiguresFormProps = {
  listing: Figures;
  homeCurrency: string;
  /** What tells this form from others on the page, for those who hear it. */
  name: string;
  /** Where saving leads back to. */
  back: string;
};

/** The figures of a listing as somebody reads them at the marketplace; empty is unknown. */
export function FiguresForm({ listing, homeCurrency, name, back }: FiguresFormProps) {
  const { outcome, submit, busy, field } = useKeptForm(saveFigures);
  return (
    <Disclosure
      label={
        <>
          Edit the figures<span className="sr-only"> of {name}</span>
        </>
      }
      open={outcome?.ok === false || undefined}
      className="mt-1"
    >
      <form action={submit} className="mt-2 grid grid-cols-6 items-start gap-x-3 gap-y-4">
        <input type="hidden" name="listingId" value={listing.id} />
        <input type="hidden" name="back" value={back} />
        <div className="col-span-6 empty:hidden">
          <FormProblem outcome={outcome} />
        </div>
        {COUNTS.map(({ name: count, label }) => (
          <div key={count} className="col-span-2">
            <Field
              {...field(count, listing[count] ?? "")}
              label={label}
              inputMode="numeric"
              pattern="[0-9]*"
              title="A whole number such as 1200"
              autoComplete="off"
            />
          </div>
        ))}
        <div className="col-span-3">
          <Field
            {...field("revenue", listing.revenue ?? "")}
            label="Revenue"
            inputMode="decimal"
            pattern="[0-9]{1,10}([.,][0-9]{1,2})?"
            title="An amount such as 129.90"
            autoComplete="off"
          />
        </div>
        <div className="col-span-3">
          <Field
            {...field("revenueCurrency", listing.revenueCurrency ?? homeCurrency)}
            label="Currency"
            maxLength={3}
            pattern="[A-Za-z]{3}"
            title="Three letters such as USD"
            autoComplete="off"
          />
        </div>
        <p className="col-span-6 text-xs text-muted">
          Leave empty what is unknown: it is not counted as zero.
        </p>
        <Button look="primary" aria-disabled={busy} className="col-span-6 justify-self-start">
          Save the figures
        </Button>
      </form>
    </Disclosure>
  );
}

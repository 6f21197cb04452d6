import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import type { ListingRow } from "@/db/queries/listings";
import { saveFigures } from "../products/[id]/actions";

type FiguresFormProps = {
  listing: ListingRow;
  homeCurrency: string;
  /** What tells this form from others on the page, for those who hear it. */
  name: string;
  /** Where saving leads back to. */
  back: string;
};

/** The figures of a listing as somebody reads them at the marketplace; empty is unknown. */
export function FiguresForm({ listing, homeCurrency, name, back }: FiguresFormProps) {
  const count = { inputMode: "numeric", pattern: "[0-9]*", autoComplete: "off" } as const;
  return (
    <details className="group mt-2">
      <summary className="bare-summary inline-flex min-h-11 items-center gap-1 text-sm font-medium">
        Edit the figures<span className="sr-only"> of {name}</span>
        <Icon name="chevron" className="size-4 transition-transform group-open:rotate-90" />
      </summary>
      <form action={saveFigures} className="mt-2 grid grid-cols-2 gap-4">
        <input type="hidden" name="listingId" value={listing.id} />
        <input type="hidden" name="back" value={back} />
        <Field label="Views" name="views" defaultValue={listing.views ?? ""} {...count} />
        <Field label="Clicks" name="clicks" defaultValue={listing.clicks ?? ""} {...count} />
        <Field label="Sales" name="sales" defaultValue={listing.sales ?? ""} {...count} />
        <span />
        <Field
          label="Revenue"
          name="revenue"
          inputMode="decimal"
          pattern="[0-9]{1,10}([.][0-9]{1,2})?"
          title="An amount such as 129.90"
          autoComplete="off"
          defaultValue={listing.revenue ?? ""}
        />
        <Field
          label="Currency"
          name="revenueCurrency"
          maxLength={3}
          pattern="[A-Za-z]{3}"
          title="An ISO 4217 code such as USD"
          autoComplete="off"
          defaultValue={listing.revenueCurrency ?? homeCurrency}
        />
        <p className="col-span-2 text-xs text-muted">
          Leave empty what is unknown: it is not counted as zero.
        </p>
        <Button look="primary" className="col-span-2 justify-self-start">
          Save the figures
        </Button>
      </form>
    </details>
  );
}

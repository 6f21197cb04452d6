import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { SelectField, Field } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { decideOnPage } from "../../review/actions";
import { NOTE_LENGTH, REJECT_REASONS } from "../../review/reasons";

/** Approve or reject from a product's own page, with the same reasons as the deck. */
export function DecideBox({ productId, version }: { productId: number; version: number }) {
  return (
    <Card className="mt-6">
      <h2 className="text-lg font-semibold">Your decision</h2>
      <form action={decideOnPage} className="mt-3 grid gap-4 sm:grid-cols-2">
        <input type="hidden" name="productId" value={productId} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="back" value={`/products/${productId}`} />
        <SelectField
          label="Why, if you reject it (optional)"
          name="chip"
          options={[
            { value: "", label: "No reason" },
            ...REJECT_REASONS.map((value) => ({ value, label: value })),
          ]}
        />
        <Field label="Note (optional)" name="note" maxLength={NOTE_LENGTH} autoComplete="off" />
        <div className="flex gap-2 sm:col-span-2">
          <Button name="decision" value="reject" look="bad" className="flex-1 sm:flex-none">
            <Icon name="cross" />
            Reject
          </Button>
          <Button name="decision" value="approve" look="good" className="flex-1 sm:flex-none">
            <Icon name="check" />
            Approve
          </Button>
        </div>
      </form>
    </Card>
  );
}

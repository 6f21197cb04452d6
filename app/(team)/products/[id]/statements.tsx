import { Button, buttonClass } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field, SelectField } from "@/app/_ui/field";
import {
  EVERYWHERE,
  PERCENT,
  STATED_INPUTS,
  STATED_LABELS,
  STATED_PLACES,
  type StatedPlace,
  type Statement,
} from "@/lib/core/statement";
import { MARKETPLACE_LABELS } from "@/lib/core/words";
import { stateMoneyForm, takeBackForm } from "./money-actions";

const placeLabel = (place: StatedPlace) =>
  place === EVERYWHERE ? "All marketplaces" : MARKETPLACE_LABELS[place];

type ListProps = { productId: number; statements: readonly Statement[]; mayState: boolean };

/** What people have stated, each with who and when, and a button to take it back. */
export function StatedList({ productId, statements, mayState }: ListProps) {
  if (statements.length === 0) return null;
  return (
    <Card>
      <h3 className="text-sm font-semibold">Stated by people</h3>
      <ul className="mt-1 divide-y divide-line">
        {statements.map((stated) => {
          const { input, place, note, byName, at } = stated;
          const what = `${STATED_LABELS[input]}, ${placeLabel(place).toLowerCase()}`;
          return (
            <li
              key={`${input}-${place}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 last:pb-0"
            >
              <div className="min-w-0 flex-1 basis-60">
                <p className="text-sm font-medium">
                  {STATED_LABELS[input]}: <span className="figures">{figureOf(stated)}</span>
                </p>
                <p className="text-xs wrap-anywhere text-muted">
                  {[placeLabel(place), note, byName, at.slice(0, 10)]
                    .filter((part) => part !== "")
                    .join(" · ")}
                </p>
              </div>
              {mayState ? (
                <form action={takeBackForm}>
                  <input type="hidden" name="productId" value={productId} />
                  <input type="hidden" name="input" value={input} />
                  <input type="hidden" name="place" value={place} />
                  <input type="hidden" name="back" value={`/products/${productId}#margin`} />
                  <Button look="quiet" className="max-sm:-ml-4" aria-label={`Take back: ${what}`}>
                    Take back
                  </Button>
                </form>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function figureOf({ low, likely, high, unit }: Statement): string {
  const shown = (value: number) => (unit === PERCENT ? `${value}%` : `${value.toFixed(2)} ${unit}`);
  return low === high ? shown(likely) : `${shown(likely)}, from ${shown(low)} to ${shown(high)}`;
}

/** States one figure in the place of ours; margin and verdict are worked out again at once. */
export function StateForm({ productId, currencies }: { productId: number; currencies: readonly string[] }) {
  const amount = {
    inputMode: "decimal",
    autoComplete: "off",
    pattern: "[0-9]{1,8}([.,][0-9]{1,2})?",
  } as const;
  return (
    <details>
      <summary className={buttonClass("secondary", "cursor-pointer")}>State a figure yourself</summary>
      <Card className="mt-3">
        <form action={stateMoneyForm} className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <input type="hidden" name="productId" value={productId} />
          <input type="hidden" name="back" value={`/products/${productId}#margin`} />
          <SelectField
            label="What"
            name="input"
            defaultValue="unit-cost"
            options={STATED_INPUTS.map((value) => ({ value, label: STATED_LABELS[value] }))}
          />
          <SelectField
            label="Where"
            name="place"
            hint="A unit costs the same on all of them."
            options={STATED_PLACES.map((value) => ({ value, label: placeLabel(value) }))}
          />
          <Field label="Likely" name="likely" required {...amount} />
          <SelectField
            label="In"
            name="unit"
            hint="Percent of the unit cost for freight and duty, else of the price."
            options={[
              ...currencies.map((value) => ({ value, label: value })),
              { value: PERCENT, label: "percent" },
            ]}
          />
          <Field label="At the least (optional)" name="low" {...amount} />
          <Field label="At the most (optional)" name="high" {...amount} />
          <div className="lg:col-span-2">
            <Field label="Where you know it from (optional)" name="note" maxLength={200} autoComplete="off" />
          </div>
          <div className="sm:col-span-2 lg:col-span-4">
            <Button look="primary">Save and work out again</Button>
          </div>
        </form>
      </Card>
    </details>
  );
}

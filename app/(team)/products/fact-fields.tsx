import { Field, SelectField } from "@/app/_ui/field";
import { WEIGHT_UNITS } from "@/lib/core/facts";

type FactFieldsProps = {
  /** What stands in a field at first, or was typed before. */
  valueOf: (name: string) => string | undefined;
  errorOf: (name: string) => string | undefined;
  homeCurrency: string;
  /** Paths of our taxonomy. */
  categories: readonly string[];
};

const COST_BY = [
  { value: "person", label: "Our figure" },
  { value: "quote", label: "A quote" },
];

/** What a person may state of a product; every field may stay empty. */
export function FactFields({ valueOf, errorOf, homeCurrency, categories }: FactFieldsProps) {
  const field = (name: string) => ({ name, defaultValue: valueOf(name), error: errorOf(name) });
  return (
    <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-4">
      <Field
        {...field("price")}
        label="Price"
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        hint="What you would sell it for."
      />
      <Field
        {...field("cost")}
        label="Unit cost"
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        hint="Before freight and duty."
      />
      <Field
        {...field("currency")}
        label="Currency"
        defaultValue={valueOf("currency") ?? homeCurrency}
        autoComplete="off"
        maxLength={3}
        hint="Of price and cost: USD, EUR, …"
      />
      <SelectField {...field("costBy")} key={valueOf("costBy")} label="The cost is" options={COST_BY} />
      <div className="col-span-2 sm:col-span-4">
        <Field
          {...field("source")}
          label="Who says so"
          autoComplete="off"
          maxLength={200}
          hint="Where price, cost and weight come from: “mail of a supplier, 3 May”."
        />
      </div>
      <Field
        {...field("weight")}
        label="Weight"
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        hint="Packed, one unit."
      />
      <SelectField
        {...field("weightUnit")}
        key={`unit ${valueOf("weightUnit")}`}
        label="Unit of weight"
        options={WEIGHT_UNITS.map((value) => ({ value, label: value }))}
      />
      <div className="col-span-2">
        <SelectField
          {...field("category")}
          key={`category ${valueOf("category")}`}
          label="Category"
          options={[
            { value: "", label: "As we worked it out" },
            ...categories.map((value) => ({ value, label: value })),
          ]}
        />
      </div>
      <div className="col-span-2 sm:col-span-4">
        <Field
          {...field("note")}
          label="Note"
          autoComplete="off"
          maxLength={500}
          hint="What the analysis should know, in a sentence or two."
        />
      </div>
    </div>
  );
}

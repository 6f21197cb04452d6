/** The fields by which a person states facts, as a form sends them. */
import { z } from "zod";
import { messageOf } from "@/lib/core/errors";
import { WEIGHT_UNITS } from "@/lib/core/facts";
import { currencyCode, toCents } from "@/lib/core/money";
import { TAXONOMY } from "@/lib/matching/taxonomy";
import type { GivenFacts } from "./given-facts";
import { readThing } from "./read-thing";

/** The names of the fields, for a form that shows again what was typed. */
export const FACT_FIELDS = [
  "price",
  "cost",
  "currency",
  "costBy",
  "source",
  "weight",
  "weightUnit",
  "category",
  "note",
] as const;

/** Text that a database takes: no NUL, no halves of letters. */
const text = (most: number) =>
  z
    .string()
    .default("")
    .transform((given) => given.replaceAll("\0", "").toWellFormed().trim())
    .pipe(z.string().max(most, `at most ${most} characters`));
const orNull = (given: string) => (given === "" ? null : given);

/** "1234,5" is read as "1234.5"; thousands are not grouped. */
const AMOUNT = /^\d{1,10}(?:\.\d{1,2})?$/;
const amount = text(20)
  .transform((given) => given.replace(",", "."))
  .refine(
    (given) => given === "" || (AMOUNT.test(given) && toCents(given) > 0),
    "an amount above zero, such as 19.99",
  )
  .transform(orNull);

const MOST_WEIGHT = 1_000_000;
const weight = text(20)
  .transform((given) => given.replace(",", "."))
  .refine(
    (given) =>
      given === "" ||
      (/^\d{1,7}(?:\.\d{1,4})?$/.test(given) && Number(given) > 0 && Number(given) <= MOST_WEIGHT),
    "a number above zero, such as 0.45",
  )
  .transform((given) => (given === "" ? null : Number(given)));

const PATHS: ReadonlySet<string> = new Set(TAXONOMY.map(({ path }) => path));

const fields = z.object({
  price: amount,
  cost: amount,
  currency: text(3)
    .transform((given) => given.toUpperCase())
    .pipe(currencyCode),
  costBy: z.enum(["person", "quote"], "your own figure or a quote").default("person"),
  source: text(200),
  weight,
  weightUnit: z.enum(WEIGHT_UNITS, "g, kg, oz or lb").default("g"),
  category: text(200)
    .refine((given) => given === "" || PATHS.has(given), "a category of the list")
    .transform(orNull),
  note: text(500).transform(orNull),
});

const id = z.coerce.number().int().positive().max(2_147_483_647);

function asFacts({
  price,
  cost,
  currency,
  weight,
  weightUnit,
  ...rest
}: z.output<typeof fields>): GivenFacts {
  return {
    ...rest,
    price: price === null ? null : { amount: price, currency },
    cost: cost === null ? null : { amount: cost, currency },
    weight: weight === null ? null : { value: weight, unit: weightUnit },
  };
}

/** The form that states facts of a product that is there, and says whether it is analysed again then. */
export const factForm = z
  .object({ productId: id, next: z.enum(["analyse", "wait"]).default("wait"), ...fields.shape })
  .transform(({ productId, next, ...facts }) => ({ productId, next, facts: asFacts(facts) }));

const isWebAddress = (given: string) => given === "" || /^https?:\/\/[^\s/]+\.\S+$/i.test(given);

/** The form that adds a product: what it is, its facts, and what was said of the products that were offered. */
export const addForm = z
  .object({
    what: text(1_000)
      .pipe(z.string().min(1, "an address, an ASIN or a name"))
      .superRefine((typed, context) => {
        try {
          readThing(typed);
        } catch (thrown) {
          context.addIssue({ code: "custom", message: messageOf(thrown) });
        }
      }),
    name: text(300).transform(orNull),
    imageUrl: text(1_000).refine(isWebAddress, "an address that begins with https://").transform(orNull),
    same: id.nullable().default(null),
    another: z
      .literal("yes")
      .optional()
      .transform((given) => given === "yes"),
    ...fields.shape,
  })
  .transform(({ what, name, imageUrl, same, another, ...facts }) => ({
    what,
    name,
    imageUrl,
    same,
    another,
    facts: asFacts(facts),
  }));

import { z } from "zod";

/** A product's number as a form sends it. */
export const productId = z.coerce
  .number("a number")
  .int("a whole number")
  .positive("a number above 0")
  .max(2_147_483_647, "a smaller number");

/** A product as people name it: its number (`12`, `#12`), or the address of its page. */
export const productNumber = z
  .string()
  .trim()
  .transform((text) => /^(?:\S{0,500}\/products\/|#)?(\d{1,10})(?:[?#/]\S{0,500})?$/u.exec(text)?.[1] ?? "")
  .pipe(z.string().min(1, "name the other product by its number or by the address of its page"))
  .transform(Number)
  .pipe(z.number().positive("a number above 0").max(2_147_483_647, "a smaller number"));

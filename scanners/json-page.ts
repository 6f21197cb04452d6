/** Reads a page that should be JSON, and the loosely typed values inside it. */
import { z } from "zod";
import type { Page, Parsed } from "./scanner";
import { readCount } from "./reading/number";
import { blocked, unknown, whyBlocked, whyByStatus, type BlockSign } from "./reading/parser";
import { cleanText, cleanUrl } from "./reading/text";
import { WALLS } from "./reading/walls";

/** Words by which a page in place of JSON can be told where nothing that it is made of tells it. */
const HTML_SIGNS: readonly BlockSign[] = [
  ...WALLS,
  { sign: /log ?in|sign ?in/i, why: "A sign-in page stands in place of the data." },
  { sign: /consent/i, why: "A consent page stands in place of the data." },
];

/** The page's value, or the outcome that stands in its place: blocked, or unknown. */
export function readJsonPage(page: Page): { value: unknown } | { outcome: Parsed } {
  try {
    return { value: JSON.parse(page.body) };
  } catch {
    const isMarkup = /^\s*</.test(page.body.slice(0, 500));
    // Every page of a site names its sign-in: one that says it is not there is no sign-in page.
    const maySign = page.status < 400 || deniedByStatus(page.status);
    const why = isMarkup && maySign ? whyBlocked(page, HTML_SIGNS) : whyByStatus(page);
    if (why !== undefined) return { outcome: blocked(why) };
    return { outcome: unknown(`Not JSON; it begins: ${cleanText(page.body, 120)}`) };
  }
}

/** Statuses by which a source says no to us, rather than being broken. */
export function deniedByStatus(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status === 503;
}

/** A part that counts as absent when it is not what it should be: one wrong field must not cost the entry. */
export function loosely<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** A list without those of its entries that are not what they should be; absent where it is none. */
export function looseList<T extends z.ZodType>(schema: T) {
  return z
    .array(z.unknown())
    .transform((entries) => entries.flatMap((entry) => schema.safeParse(entry).data ?? []))
    .optional()
    .catch(undefined);
}

/** A number, or a number written as a string; anything else is as if it were absent. */
export const looseNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,20}(\.\d{1,20})?$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

/** A whole number of at least 0, as a number or as people write one ("15,569", "1.2M"), or absent. */
export const looseCount = z
  .union([z.number(), z.string().transform((text) => readCount(text, "en-US"))])
  .transform((value) =>
    value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined,
  )
  .optional()
  .catch(undefined);

/** Readable text on one line, or absent. */
export const looseText = z
  .string()
  .transform((text) => cleanText(text) || undefined)
  .optional()
  .catch(undefined);

/** An id written as text or as a whole number that JSON could carry without loss, or absent. */
export const looseId = z
  .union([z.string(), z.number().refine(Number.isSafeInteger).transform(String)])
  .transform((id) => cleanText(id, 300) || undefined)
  .optional()
  .catch(undefined);

/** An http(s) address without credentials in it, or absent. */
export const looseUrl = z
  .string()
  .max(4000)
  .transform((text) => (/(?:access_token|client_secret)=/i.test(text) ? undefined : cleanUrl(text)))
  .optional()
  .catch(undefined);

/** Reads a page that should be JSON, and the loosely typed values inside it. */
import { z } from "zod";
import type { Page, Parsed } from "./scanner";
import { blocked, unknown, whyBlocked, type BlockSign } from "./reading/parser";
import { cleanText, cleanUrl } from "./reading/text";

/** An HTML page where JSON was asked for is one of these, or something new. */
const HTML_SIGNS: readonly BlockSign[] = [
  {
    sign: /captcha|are you a (?:human|robot)|verify (?:you|that you)/i,
    why: "A robot check stands in place of the data.",
  },
  {
    sign: /<title>\s*(?:access denied|403 forbidden|attention required|just a moment|429 too many requests)/i,
    why: "A refusal of the site's guard stands in place of the data.",
  },
  { sign: /log ?in|sign ?in/i, why: "A sign-in page stands in place of the data." },
  { sign: /consent/i, why: "A consent page stands in place of the data." },
];

/** The page's value, or the outcome that stands in its place: blocked, or unknown. */
export function readJsonPage(page: Page): { value: unknown } | { outcome: Parsed } {
  try {
    return { value: JSON.parse(page.body) };
  } catch {
    const html = /^\s*<(?:!doctype|html|head)/i.test(page.body.slice(0, 500));
    const why = whyBlocked(page, html ? HTML_SIGNS : []);
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

/** A whole number of at least 0, or absent. */
export const looseCount = looseNumber.transform((value) =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined,
);

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

/** A NUL, or half of a surrogate pair, as JSON.stringify writes them. */
const REFUSED = /\\u(?:0000|d[89a-f])/;

/**
 * JSON that every jsonb column takes: Postgres refuses the NUL character and halves of surrogate pairs, and
 * text from the web may carry both. They are left out; text that only spells "\u0000" stays as it is.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Only such characters, and text that spells one, are written as these escapes; a replacer for all text is slow.
  if (!REFUSED.test(json)) return json;
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === "string" ? held.replaceAll("\0", "").toWellFormed() : held,
  );
}

/**
 * JSON that every jsonb column takes: Postgres refuses the NUL character and halves of surrogate pairs, and
 * text from the web may carry both. They are left out; text that only spells "\u0000" stays as it is.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === "string" ? held.replaceAll("\0", "").toWellFormed() : held,
  );
}

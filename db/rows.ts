/** Rows of a raw statement. PGlite answers `{ rows }`, postgres.js an array. */
export function rowsOf<Row extends Record<string, unknown>>(result: unknown): Row[] {
  if (Array.isArray(result)) return result as Row[];
  if (result !== null && typeof result === "object" && "rows" in result && Array.isArray(result.rows)) {
    // The statement's own select list is the guarantee of the shape.
    return result.rows as Row[];
  }
  throw new TypeError("A statement answered neither rows nor an array.");
}

import { z } from "zod";

/** The number of a row in an address. */
export const rowId = z.coerce.number().int().positive().max(2_147_483_647);

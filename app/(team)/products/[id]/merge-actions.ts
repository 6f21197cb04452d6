"use server";

import { z } from "zod";
import { redirectAction } from "@/lib/http/action";
import type { Outcome } from "@/lib/http/outcome";
import { merge } from "@/lib/merging/merge";
import { split } from "@/lib/merging/split";
import { tellApart } from "@/lib/merging/tell-apart";
import { undoMove } from "@/lib/merging/undo-move";
import { productId, productNumber } from "./product-number";

/** Things ticked in one form. */
const MOST_THINGS = 500;

/** One box: the sightings of one wording, their ids with spaces between. */
const box = z
  .string()
  .regex(/^\d{1,15}(?: \d{1,15}){0,499}$/u, "a box of the list")
  .transform((ids) => ids.split(" ").map(Number));
const version = z.coerce.number().int().nonnegative();

type Given = Record<string, unknown>;
type Merged = Awaited<ReturnType<typeof merge>>;
type Parted = Awaited<ReturnType<typeof split>>;
type Undone = Awaited<ReturnType<typeof undoMove>>;

export const mergeProducts = redirectAction(
  "product.merge",
  {
    permission: "decide",
    input: z.object({ productId, version, otherId: productNumber, otherVersion: version.optional() }),
    to: (given: Given, outcome: Outcome<Merged>) =>
      outcome.ok ? `/products/${outcome.data.keeperId}` : pageOf(given),
    notice: ({ goneTitle, keeperTitle }: Merged) =>
      `“${goneTitle}” is part of “${keeperTitle}” now. It can be undone below.`,
  },
  ({ ctx, input }) =>
    merge({
      ctx,
      input: {
        product: { id: input.productId, version: input.version },
        other: { id: input.otherId, version: input.otherVersion },
      },
    }),
);

export const splitProduct = redirectAction(
  "product.split",
  {
    permission: "decide",
    input: z.object({
      productId,
      version,
      // One box ticked is one value, none is no field at all.
      thing: z
        .union([box, z.array(box).max(MOST_THINGS)])
        .default([])
        .transform((ids) => ids.flat()),
    }),
    to: (given: Given, outcome: Outcome<Parted>) =>
      outcome.ok ? `/products/${outcome.data.newId}` : pageOf(given),
    notice: ({ newTitle }: Parted) => `“${newTitle}” is a product of its own now. It can be undone below.`,
  },
  ({ ctx, input }) =>
    split({
      ctx,
      input: {
        product: { id: input.productId, version: input.version },
        chosen: { sightingIds: input.thing },
      },
    }),
);

export const tellProductsApart = redirectAction(
  "product.tell-apart",
  {
    permission: "decide",
    input: z.object({ productId, otherId: productId }),
    notice: () => "Remembered: they are not the same, and no scan will join them.",
  },
  ({ ctx, input }) => tellApart({ ctx, input }),
);

export const undoProductMove = redirectAction(
  "product.undo-move",
  {
    permission: "decide",
    input: z.object({ moveId: productId }),
    to: (given: Given, outcome: Outcome<Undone>) =>
      outcome.ok ? `/products/${outcome.data.wholeId}` : String(given["back"]),
    notice: ({ kind }: Undone) =>
      kind === "merge"
        ? "The merge is undone: there are two products again."
        : "The split is undone: it is one product again.",
  },
  ({ ctx, input }) => undoMove({ ctx, input }),
);

/** The page that the form stood in; what went wrong is said at its top. */
function pageOf(given: Given): string {
  return `/products/${String(given["productId"])}`;
}

import { BadRequestError, NotFoundError } from "@/lib/core/errors";
import { currencyCode, moneyAmount } from "@/lib/core/money";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { saveFigures } from "@/db/queries/listings";

/** Null means unknown, which is not zero. `revenue` is a decimal amount such as "129.90". */
export type Figures = {
  views: number | null;
  clicks: number | null;
  sales: number | null;
  revenue: string | null;
  revenueCurrency: string | null;
};

/** A person enters a listing's figures as they stand today; the day's row keeps them for the course over time. */
export async function editFigures({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { listingId: number } & Figures;
}): Promise<{ listingId: number }> {
  const { listingId, ...figures } = input;
  for (const name of ["views", "clicks", "sales"] as const) {
    const value = figures[name];
    if (value !== null && (!Number.isSafeInteger(value) || value < 0 || value > 2_147_483_647)) {
      throw new BadRequestError(`${name} must be a whole number, or empty where it is unknown.`);
    }
  }
  if (figures.revenue !== null) {
    const whole = moneyAmount.safeParse(figures.revenue).success && !figures.revenue.startsWith("-");
    if (!whole)
      throw new BadRequestError("Revenue must be an amount such as 129.90, or empty where it is unknown.");
    if (!currencyCode.safeParse(figures.revenueCurrency).success) {
      throw new BadRequestError("Revenue needs its currency: an ISO 4217 code such as USD.");
    }
  }
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    const before = await saveFigures(tx, { listingId, figures, now, by: ctx.actor.id });
    if (!before) throw new NotFoundError("This listing does not exist any more.");
    await writeAudit({
      ctx: { ...ctx, db: tx },
      input: {
        action: "listing.figures",
        entityType: "listing",
        entityId: listingId,
        details: { before, after: figures },
      },
    });
  });
  return { listingId };
}

import { z } from "zod";
import { MARKETPLACES } from "@/lib/core/words";
import { DEFAULT_EXCHANGE_RATES, exchangeRates, type ExchangeRates } from "./exchange-rates";
import { ownRates, type OwnRates } from "./own-rates";

/**
 * What the margin of a run is worked out with beside its evidence and what people state: fixed in its dossier when it starts,
 * so that settings changed later move no run that has been judged.
 */
const basis = z.object({
  homeMarket: z.enum(MARKETPLACES),
  rates: exchangeRates,
  ownRates,
  /** The category that was worked out for the product, whatever a person states; absent in runs of before it was kept. */
  ownCategory: z.string().nullable().optional(),
});
export type Basis = {
  homeMarket: (typeof MARKETPLACES)[number];
  rates: ExchangeRates;
  ownRates: OwnRates;
  ownCategory?: string | null | undefined;
};

const DEFAULT_BASIS: Basis = {
  homeMarket: "amazon",
  rates: DEFAULT_EXCHANGE_RATES,
  ownRates: {},
};

/** The basis as a dossier holds it; ours for a run that was made before there was one. */
export function readBasis(stored: unknown): Basis {
  const parsed = basis.safeParse(stored);
  return parsed.success ? parsed.data : DEFAULT_BASIS;
}

import {
  chargedOunces,
  FBA_SOURCE,
  FBA_SURCHARGE_BASIS_POINTS,
  FBA_SURCHARGE_SOURCE,
  fulfilmentCents,
  sizeTier,
  type SizeTier,
} from "./fees/fba";
import type { FeeInput, FeeLine } from "./marketplace-fees";
import { assumed, ownOf } from "./own-rates";
import { eachShare, exactly } from "./ranges";

type Delivery = Pick<FeeInput, "sale" | "parcel" | "own">;

/** Amazon stores, packs and sends one unit. */
export function fulfilmentByAmazon({ sale, parcel, own }: Delivery): FeeLine[] {
  const cents = (ounces: number, tier: SizeTier) => fulfilmentCents(tier, ounces, sale.price);
  const { ounces, inches } = parcel;
  const fee = (weight: number, assume: "low" | "likely" | "high") => {
    if (!inches) return cents(weight, tierByWeight(weight, assume));
    const tier = sizeTier(weight, inches);
    return cents(chargedOunces(tier, weight, inches), tier);
  };
  const fees = {
    low: fee(ounces.low, "low"),
    likely: fee(ounces.likely, "likely"),
    high: fee(ounces.high, "high"),
  };
  const surcharge = ownOf(own, "amazon/surcharge") ?? {
    ...exactly(FBA_SURCHARGE_BASIS_POINTS),
    source: FBA_SURCHARGE_SOURCE,
  };
  return [
    {
      id: "fulfilment",
      label: "Fulfilment by Amazon",
      ...fees,
      origin: "table",
      source: `${FBA_SOURCE}${parcel.weighed ? "" : "; the weight is assumed"}${inches ? "" : "; the size is assumed"}`,
      confidence: "medium",
    },
    {
      id: "surcharge",
      label: "Fuel and logistics surcharge",
      ...eachShare(fees, surcharge),
      origin: ownOf(own, "amazon/surcharge") ? "team" : "table",
      source: surcharge.source,
      confidence: "high",
    },
  ];
}

/** Whether a light thing is thin enough for the smallest tier is not known: the low bound hopes so. */
function tierByWeight(ounces: number, assume: "low" | "likely" | "high"): SizeTier {
  const low = assume === "low";
  if (ounces <= 20 * 16) return low && ounces <= 16 ? "small-standard" : "large-standard";
  if (ounces <= 50 * 16) return low ? "small-bulky" : "large-bulky";
  return "extra-large";
}

/** The seller sends the parcel. */
export function sending({ parcel, own }: Delivery): FeeLine {
  const first = assumed("parcel", own);
  const further = assumed("parcelPerPound", own);
  const cents = (bound: "low" | "likely" | "high") =>
    first[bound] + Math.max(0, Math.ceil(parcel.ounces[bound] / 16) - 1) * further[bound];
  return {
    id: "fulfilment",
    label: "Shipping to the buyer",
    low: cents("low"),
    likely: cents("likely"),
    high: cents("high"),
    origin: first.own || further.own ? "team" : "assumption",
    source: first.own || !further.own ? first.source : further.source,
    confidence: null,
  };
}

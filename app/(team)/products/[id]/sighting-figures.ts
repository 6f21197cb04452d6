import { formatCompact, formatCount, formatFraction } from "@/app/_ui/format";
import { approvalWords } from "@/lib/core/approval-words";
import type { Sighting } from "@/lib/core/sighting";
import type { Origin } from "@/lib/core/words";

/** The figures of a sighting, each in the words of where it was seen: "1.2K likes", "4.6 stars". */
export function sightingFigures(origin: Origin, detail: Sighting): string[] {
  const said: [value: number | undefined, one: string, many: string][] = [
    [detail.views, "view", "views"],
    [detail.upvotes, ...approvalWords(origin)],
    [detail.comments, "comment", "comments"],
    [detail.searchVolume, "search", "searches"],
    [detail.reviewCount, "rating", "ratings"],
  ];
  return [
    ...(detail.rating === undefined ? [] : [`${detail.rating} stars`]),
    ...said.flatMap(([value, one, many]) =>
      value === undefined ? [] : [`${formatCompact(value)} ${value === 1 ? one : many}`],
    ),
    // How much is posted, where the origin counts it ("1,234 posts").
    ...(origin === "tiktok" && detail.trendStrength ? [detail.trendStrength] : []),
    ...(detail.growth?.yoy === undefined
      ? []
      : [
          `${atLeast(detail)}${detail.growth.yoy > 0 ? "+" : ""}${formatFraction(detail.growth.yoy)} in a year`,
        ]),
    ...(detail.discountPercent === undefined ? [] : [`${formatCount(detail.discountPercent)}% off`]),
  ];
}

/** A yearly growth that its source has capped lies somewhere above what stands there. */
const atLeast = ({ growthIsBound }: Sighting): string => (growthIsBound?.includes("yoy") ? "more than " : "");

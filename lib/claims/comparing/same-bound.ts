/** Does what a claim's sentence binds to a number agree with what the evidence binds to it? */
import type { Bound } from "../reading/bind-sentence";
import { isOtherComparison, isWithOther } from "../reading/comparisons";
import { isOtherQualifier } from "../reading/qualifier-words";
import type { Quantity } from "../reading/read-quantities";
import { isSameSpan } from "../reading/time-spans";

/** True where nothing that the claim binds to its number is bound otherwise, or not at all where it must be. */
export function isSameBound(claim: Quantity, known: Quantity): boolean {
  const [said, stated] = [claim.bound, known.bound];
  if (said.isDenied !== stated.isDenied) return false;
  if (isOtherQualifier(said.qualifiers, stated.qualifiers)) return false;
  if (
    stated.whole !== null &&
    claim.about.some((one) => MADE_OF_MONEY.test(one) && !known.about.includes(one))
  )
    return false;
  return isSameTime(said, stated) && isSameRate(said, stated) && isSameComparison(claim, known);
}

/** What a share of buyers or of reviews is not. */
const MADE_OF_MONEY = /^(?:margin|discount|fee|tax|duty|profit|conversion|market share)$/u;

function isSameTime({ over: said }: Bound, { over: stated }: Bound): boolean {
  return said === null || stated === null || isSameSpan(said, stated);
}

function isSameRate(said: Bound, stated: Bound): boolean {
  if (said.whole !== null && stated.whole !== null && said.whole !== stated.whole) return false;
  if (said.tier !== null && stated.tier !== null && said.tier !== stated.tier) return false;
  if (said.each === null || said.each === stated.each) return true;
  // A price is a unit's and a running time a charge's, unless something else is said.
  return stated.each === null && (said.each === "unit" || said.each === "charge");
}

function isSameComparison(claim: Quantity, known: Quantity): boolean {
  const [said, stated] = [claim.bound.comparison, known.bound.comparison];
  if (said && stated) return !isOtherComparison(said, stated);
  if (stated) return !isWithOther(stated) || !(claim.direction !== 0 || claim.about.includes("discount"));
  if (!said) return true;
  if (isWithOther(said)) return false;
  return goesWith(said.sense, known);
}

/** More or less without a word of what it is compared with is a change, or a discount. */
function goesWith(sense: 1 | -1, { direction, about, readings }: Quantity): boolean {
  if (direction !== 0) return direction === sense;
  if (readings.some(({ dimension }) => dimension.kind === "fold")) return true;
  return sense === -1 && about.includes("discount");
}

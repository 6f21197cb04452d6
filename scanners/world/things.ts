/** All that the sample world holds, in one list. */
import { AT_HOME } from "./at-home";
import { BYSTANDERS } from "./bystanders";
import { HEADLINERS } from "./headliners";
import { ON_THE_DESK } from "./on-the-desk";
import { PETS_AND_PLAY } from "./pets-and-play";
import type { Product, Seen, Thing } from "./thing";

export const PRODUCTS: readonly Product[] = [...HEADLINERS, ...AT_HOME, ...ON_THE_DESK, ...PETS_AND_PLAY];

export const THINGS: readonly Thing[] = [...PRODUCTS, ...BYSTANDERS];

/** The things that stand in a source, each with its wording there. */
export function seenIn<S extends keyof Seen>(source: S): { thing: Thing; as: NonNullable<Seen[S]> }[] {
  return THINGS.flatMap((thing) => {
    const as = thing.seen[source];
    return as === undefined ? [] : [{ thing, as }];
  });
}

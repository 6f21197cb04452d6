"use client";

import { usePathname } from "next/navigation";

/** The field `back` of a form that stands on every page: it leads back to the page it was sent from. */
export function BackHere() {
  return <input type="hidden" name="back" value={usePathname()} />;
}

"use client";

import { useEffect, useRef } from "react";

/**
 * Unfolds what the address points to. Browsers do it by themselves for a link that they follow; not for one that
 * the router follows, and older ones never.
 */
export function OpenTarget() {
  const shown = useRef("");
  const show = () => {
    if (location.href === shown.current) return;
    shown.current = location.href;
    const target = document.getElementById(location.hash.slice(1));
    const folds = closedAround(target);
    for (const fold of folds) fold.open = true;
    if (folds.length > 0) target?.scrollIntoView();
  };
  // After every rendering: an action may lead from one part of a page to another.
  useEffect(() => {
    show();
    window.addEventListener("hashchange", show);
    return () => window.removeEventListener("hashchange", show);
  });
  return null;
}

function closedAround(element: Element | null | undefined): HTMLDetailsElement[] {
  const fold = element?.closest<HTMLDetailsElement>("details:not([open])");
  return fold ? [fold, ...closedAround(fold.parentElement)] : [];
}

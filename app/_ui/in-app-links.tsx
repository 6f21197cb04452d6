"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect } from "react";

/**
 * Follows every plain link to a page of this application within the document that is open, and closes the sheet
 * that the link stands in. One listener for all links: they stay plain HTML, and work before and without it.
 */
export function InAppLinks() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || !isPlainClick(event) || !leadsToPage(link)) return;
      event.preventDefault();
      link.closest<HTMLElement>("[popover]")?.hidePopover();
      startTransition(() => router.push(link.href));
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  return null;
}

/** Not one that asks for another tab or a download, and not one that a component has taken already. */
function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented }: MouseEvent): boolean {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey || defaultPrevented);
}

/** A link within the page (`#…`) is the browser's; `/api/…` answers with no page. */
function leadsToPage(link: HTMLAnchorElement): boolean {
  if (link.origin !== location.origin || link.target || link.download) return false;
  const within = link.hash && link.pathname === location.pathname && link.search === location.search;
  return !within && !link.pathname.startsWith("/api/");
}

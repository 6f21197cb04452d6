import type { ReactNode } from "react";
import { Icon } from "./icon";

/** The address if it is an http(s) one; text from the web may hold anything. */
export function safeHref(url: string | null | undefined): string | null {
  if (!url || !/^https?:\/\//i.test(url)) return null;
  return URL.canParse(url) ? url : null;
}

/** A link that leaves the application, or its plain text where the address is none that may be followed. */
export function OutLink({ href, children }: { href: string | null | undefined; children: ReactNode }) {
  const safe = safeHref(href);
  if (!safe) return <span>{children}</span>;
  return (
    <a
      href={safe}
      target="_blank"
      rel="noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
      <Icon name="link" className="ml-1 inline size-4 align-text-bottom" />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}

import type { ComponentProps } from "react";

/**
 * A link to a page of this application: a plain one, which `InAppLinks` follows without a new document.
 * Nothing is loaded ahead of a click: every page reads the database.
 */
export function PageLink({ children, ...rest }: ComponentProps<"a"> & { href: string }) {
  return <a {...rest}>{children}</a>;
}

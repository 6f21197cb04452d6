import type { ComponentProps } from "react";
import Link from "next/link";
import { buttonClass, type ButtonLook } from "./button";

type ButtonLinkProps = Omit<ComponentProps<typeof Link>, "href"> & { href: string; look?: ButtonLook };

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ look = "secondary", className, ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={buttonClass(look, className)} />;
}

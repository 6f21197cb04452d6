import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook } from "./button";
import { PageLink } from "./page-link";

type ButtonLinkProps = ComponentProps<typeof PageLink> & { look?: ButtonLook };

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ look = "secondary", className, ...rest }: ButtonLinkProps) {
  return <PageLink {...rest} className={buttonClass(look, className)} />;
}

import type { ComponentProps } from "react";

export type ButtonLook = "primary" | "secondary" | "quiet" | "good" | "bad";

const BASE =
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md px-4 text-sm font-semibold " +
  "whitespace-nowrap transition-colors select-none disabled:opacity-50 aria-disabled:opacity-50";

const LOOKS: Record<ButtonLook, string> = {
  primary: "bg-ink text-canvas hover:opacity-85",
  secondary: "border border-edge bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  good: "bg-good-solid text-on-ink hover:opacity-90",
  bad: "border border-bad bg-surface text-bad hover:bg-bad-soft",
};

/** The classes of a button, for elements that must be something else (a summary, a plain link). */
export function buttonClass(look: ButtonLook = "secondary", className = ""): string {
  return `${BASE} ${LOOKS[look]} ${className}`;
}

type ButtonProps = ComponentProps<"button"> & { look?: ButtonLook };

/** A button of at least 44 × 44 px. Without a `type` it submits its form. */
export function Button({ look = "secondary", className, type = "submit", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={buttonClass(look, className)} />;
}

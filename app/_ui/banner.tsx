import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { Icon, type IconName } from "./icon";

const LOOKS: Record<Tone, { box: string; icon: IconName }> = {
  neutral: { box: "border-line bg-surface text-ink", icon: "info" },
  info: { box: "border-info bg-info-soft text-info", icon: "info" },
  good: { box: "border-good bg-good-soft text-good", icon: "check" },
  warn: { box: "border-warn bg-warn-soft text-warn", icon: "warning" },
  bad: { box: "border-bad bg-bad-soft text-bad", icon: "warning" },
};

const ROLES = { now: "alert", politely: "status" } as const;

type BannerProps = {
  tone?: Tone;
  children: ReactNode;
  actions?: ReactNode;
  /** Whether a screen reader is told when it appears; without it the text is read in its place. */
  announce?: "now" | "politely";
  className?: string;
};

/** A sentence that must be seen, with what can be done about it. */
export function Banner({ tone = "info", children, actions, announce, className = "" }: BannerProps) {
  const look = LOOKS[tone];
  return (
    <div
      role={announce ? ROLES[announce] : undefined}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-4 py-2 text-sm font-medium ${look.box} ${className}`}
    >
      <Icon name={look.icon} />
      <div className="min-w-0 flex-1 basis-40 py-1">{children}</div>
      {actions}
    </div>
  );
}

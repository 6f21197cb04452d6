import { formatCount } from "./format";

/** How many products wait for review, beside a link; nothing when none does. */
export function WaitingCount({ waiting }: { waiting: number }) {
  if (waiting === 0) return null;
  return (
    <span className="figures rounded-full bg-ink px-2 py-0.5 text-xs font-semibold text-canvas">
      {waiting > 999 ? "999+" : formatCount(waiting)}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

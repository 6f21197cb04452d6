import type { Part, PartKind, Waterfall } from "./waterfall";

/** Thin for waiting, full for asking, half for checking: the kinds differ without their colours. */
const LOOKS: Record<PartKind, { y: number; height: number; fill: string; label: string }> = {
  wait: { y: 4, height: 2, fill: "fill-edge", label: "waiting" },
  call: { y: 0, height: 10, fill: "fill-accent", label: "asking the model, or the rules" },
  failed: { y: 0, height: 10, fill: "fill-bad", label: "asked in vain" },
  check: { y: 2.5, height: 5, fill: "fill-good", label: "checking and storing" },
};
/** What took less is drawn this wide, in hundredths of the whole, so that it can be seen. */
const NARROWEST = 0.8;

type BarProps = { parts: readonly Part[]; at: Waterfall["at"] };

/** One step's parts on the time of the whole run; decorative, because the figures stand beside it in words. */
export function WaterfallBar({ parts, at }: BarProps) {
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" className="h-2.5 w-full">
      <rect y="4.75" width="100" height="0.5" className="fill-line" />
      {parts.map((part) => {
        const look = LOOKS[part.kind];
        const width = Math.max(part.kind === "wait" ? 0 : NARROWEST, at(part.to) - at(part.from));
        return (
          <rect
            key={`${part.kind} ${part.from}`}
            x={Math.min(at(part.from), 100 - width)}
            width={width}
            y={look.y}
            height={look.height}
            className={look.fill}
          />
        );
      })}
    </svg>
  );
}

/** What the shapes mean, and that long waits are shortened where they are. */
export function WaterfallLegend({ kinds, shortened }: { kinds: ReadonlySet<PartKind>; shortened: boolean }) {
  const shown = (["wait", "call", "failed", "check"] as const).filter((kind) => kinds.has(kind));
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {shown.map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 16 10" aria-hidden="true" className="h-2.5 w-4">
            <rect width="16" y={LOOKS[kind].y} height={LOOKS[kind].height} className={LOOKS[kind].fill} />
          </svg>
          {LOOKS[kind].label}
        </span>
      ))}
      {shortened ? <span>Long waits are drawn shortened; their figures are whole.</span> : null}
    </p>
  );
}

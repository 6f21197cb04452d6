import { formatPart, formatScore } from "./format";

type Part = { name: string; label: string; value: number; detail: string };

/** Parts of fewer points than this stand in one line where room is short. */
const SMALL = 1;

type TrendPartsProps = {
  score: number | null;
  parts: readonly Part[] | null;
  /** How far the score can be trusted, 0–1, and why; null where no look has been weighed yet. */
  confidence: { value: number; because: string } | null;
  /** Small parts without their detail. */ dense?: boolean;
};

/** The trend score with how far it can be trusted and what it is made of: the parts add up to the score. */
export function TrendParts({ score, parts, confidence, dense = false }: TrendPartsProps) {
  return (
    <div>
      <p className="flex items-baseline gap-2">
        <span className="text-sm text-muted">Trend score</span>
        <span className="figures text-xl font-semibold">{formatScore(score)}</span>
        {score === null ? null : <span className="text-sm text-muted">of 100</span>}
      </p>
      {confidence ? (
        <p className="mt-1 text-xs text-muted">
          Confidence {Math.round(confidence.value * 100)}%. {confidence.because}
        </p>
      ) : null}
      {parts && parts.length > 0 ? (
        <ul className="mt-2 space-y-2">
          {parts.map((part) => (
            <li key={part.name} className="text-sm">
              <p className="flex justify-between gap-3">
                <span>{part.label}</span>
                <span className="figures font-medium">
                  {part.value > 0 ? "+" : ""}
                  {formatPart(part.value)}
                </span>
              </p>
              {dense && Math.abs(part.value) < SMALL ? null : <PartBar part={part} />}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function PartBar({ part }: { part: Part }) {
  return (
    <>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" className="mt-0.5 h-1 w-full">
        <rect width="100" height="4" rx="1" className="fill-sunken" />
        <rect
          width={Math.min(100, Math.abs(part.value))}
          height="4"
          rx="1"
          className={part.value < 0 ? "fill-bad" : "fill-accent"}
        />
      </svg>
      {part.detail ? <p className="text-xs text-muted">{part.detail}</p> : null}
    </>
  );
}

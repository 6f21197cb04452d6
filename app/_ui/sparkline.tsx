const WIDTH = 120;
const HEIGHT = 32;
const PAD = 3;

type SparklineProps = {
  /** Values in order of time. Fewer than two draw nothing. */
  values: readonly number[];
  /** What the line shows, in words: read in the picture's place. */
  label: string;
  /** True where a smaller value is better: a rank. */
  lowIsGood?: boolean;
  className?: string;
};

/** The points of a polyline in a 120 × 32 box, the best value at the top. */
export function sparklinePoints(values: readonly number[], lowIsGood = false): string {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = (WIDTH - 2 * PAD) / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const share = span === 0 ? 0.5 : (value - low) / span;
      const height = (lowIsGood ? share : 1 - share) * (HEIGHT - 2 * PAD);
      return `${(PAD + index * step).toFixed(1)},${(PAD + height).toFixed(1)}`;
    })
    .join(" ");
}

/** A line without axes, drawn on the server. */
export function Sparkline({ values, label, lowIsGood = false, className = "h-8 w-30" }: SparklineProps) {
  if (values.length < 2) return null;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className={`${className} text-accent`}
    >
      <polyline
        points={sparklinePoints(values, lowIsGood)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** A score of 0–100 as a bar; decorative, because the figure stands beside it in words. */
export function ScoreBar({ score, className = "" }: { score: number | null; className?: string }) {
  const width = score === null ? 0 : Math.min(100, Math.max(0, score));
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      className={`h-1.5 w-full ${className}`}
    >
      <rect width="100" height="6" rx="1" className="fill-sunken" />
      <rect width={width} height="6" rx="1" className="fill-accent" />
    </svg>
  );
}

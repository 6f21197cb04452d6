export type Span = { from: number; to: number };

/** A stretch in which nothing is done is drawn at most this many times as long as all work together. */
const LONGEST_IDLE = 0.5;

/**
 * Where times stand on a width of 100: true to scale while something is done. A stretch in which nothing is done and
 * that would drive all work into a corner is drawn shortened; `shortened` says that there is one.
 *
 * Times are milliseconds since the epoch. `at` never decreases; what lies outside the whole stands at its nearer end.
 */
export function timeScale(
  whole: Span,
  busy: readonly Span[],
): { at: (time: number) => number; shortened: boolean } {
  const work = merged(whole, busy);
  const worked = work.reduce((sum, span) => sum + span.to - span.from, 0);
  const most = worked > 0 ? worked * LONGEST_IDLE : Infinity;
  /** Borders in time, each with the length drawn up to it. */
  const borders: { time: number; drawn: number }[] = [{ time: whole.from, drawn: 0 }];
  let shortened = false;
  const add = (time: number, length: number) => {
    borders.push({ time, drawn: (borders.at(-1)?.drawn ?? 0) + length });
  };
  for (const span of [...work, { from: whole.to, to: whole.to }]) {
    const idle = span.from - (borders.at(-1)?.time ?? whole.from);
    if (idle > most) shortened = true;
    add(span.from, Math.min(idle, most));
    add(span.to, span.to - span.from);
  }
  const length = borders.at(-1)?.drawn ?? 0;
  const at = (time: number): number => {
    if (length <= 0 || time <= whole.from) return 0;
    const next = borders.findIndex((border) => border.time >= time);
    const [before, after] = [borders[next - 1], borders[next]];
    if (!before || !after) return 100;
    const share = after.time > before.time ? (time - before.time) / (after.time - before.time) : 0;
    return Math.min(100, ((before.drawn + share * (after.drawn - before.drawn)) / length) * 100);
  };
  return { at, shortened };
}

/** The spans within the whole, in order, those that overlap made one. */
function merged(whole: Span, spans: readonly Span[]): Span[] {
  const within = spans
    .map(({ from, to }) => ({ from: Math.max(whole.from, from), to: Math.min(whole.to, to) }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of within) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push(span);
  }
  return joined;
}

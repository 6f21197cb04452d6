/** Whole runs of twelve steps on the built server: one after the other, and 200 at once. */
import { prepare, start, type Kind } from "./server";

/** Until the server has settled; the peer gets as many. */
const WARM_UP = 60;
const ONE_BY_ONE = 100;
const AT_ONCE = 200;
export type RunFigures = {
  /** Milliseconds from a run that is stored to its verdict that is stored: twelve steps, one after the other. */
  p50Ms: number;
  p95Ms: number;
  /** Finished runs a second when 200 are started at once. */
  runsPerSecond: number;
  /** Resident memory of the server after a run on its second start, megabytes. */
  rssMb: number;
  /** The same at the end of the 200. */
  rssBusyMb: number;
};

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export async function benchRuns(kind: Kind): Promise<RunFigures> {
  const prepared = await prepare(kind, WARM_UP + ONE_BY_ONE + AT_ONCE + 20);
  let stop: (() => Promise<void>) | undefined;
  try {
    const single = await start(prepared.settings, 1);
    stop = () => single.stop();
    const times: number[] = [];
    for (let run = 0; run < WARM_UP + ONE_BY_ONE; run += 1) {
      await single.reset();
      await single.analyze();
      const { began, ended } = await single.ended(1);
      if (run >= WARM_UP) times.push((ended[0] ?? Number.NaN) - (began[0] ?? Number.NaN));
    }
    await single.stop();
    stop = undefined;

    const second = await start(prepared.settings, 1);
    stop = () => second.stop();
    await second.reset();
    await second.analyze();
    const calm = await second.ended(1);
    await second.stop();
    stop = undefined;

    const many = await start(prepared.settings, AT_ONCE);
    stop = () => many.stop();
    await many.reset();
    const before = performance.now();
    await many.analyze();
    const { rss } = await many.ended(AT_ONCE);
    const seconds = (performance.now() - before) / 1000;
    await many.stop();
    stop = undefined;

    const sorted = times.toSorted((a, b) => a - b);
    return {
      p50Ms: percentile(sorted, 0.5),
      p95Ms: percentile(sorted, 0.95),
      runsPerSecond: AT_ONCE / seconds,
      rssMb: calm.rss / 1_048_576,
      rssBusyMb: rss / 1_048_576,
    };
  } finally {
    await stop?.();
    await prepared.remove();
  }
}

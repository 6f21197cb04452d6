import { DAY_MS, type Clock } from "@/lib/core/clock";
import { z } from "zod";
import { messageOf } from "@/lib/core/errors";
import { storableJson } from "@/lib/core/storable";
import type { SourceId } from "@/lib/core/words";
import { fetchPage } from "@/scanners/fetch-page";
import { SCANNERS } from "@/scanners/registry";
import { sourceQuota, type SourceQuota } from "@/lib/core/source-limits";
import {
  MAX_MEMORY_BYTES,
  type Page,
  type Parsed,
  type RequestSpec,
  type ScanContext,
  type ScanState,
} from "@/scanners/scanner";
import { SAMPLE_DAYS, samplePages, samplePicture } from "@/scanners/world";

/** A step may take 120 s: no new page is asked for after this long, and what there is is kept. */
const COLLECT_BUDGET_MS = 80_000;
/** Pages of one scan; a source that keeps naming more is cut here. */
const MAX_PAGES = 60;

const memorySchema = z.record(z.string(), z.unknown());

/** A page with what its source's parser made of it. */
export type ReadPage = { body: string; parsed: Parsed };

/** What a scan leaves behind for the next one; what is absent stays as it was. */
export type Left = { memory?: Record<string, unknown>; quota?: SourceQuota };

export type Collected =
  | { kind: "pages"; pages: ReadPage[]; missed: string[]; left: Left }
  | { kind: "needs-key"; why: string };

/** The sample pages of one source: the last day, or all fourteen where nothing has been read from them yet. */
export function collectSamples(source: SourceId, now: Date, withHistory: boolean): ReadPage[] {
  const last = SAMPLE_DAYS - 1;
  const days = withHistory ? Array.from({ length: SAMPLE_DAYS }, (_, day) => day) : [last];
  const pages = days.flatMap((day) =>
    samplePages(source, day, new Date(now.getTime() - (last - day) * DAY_MS)),
  );
  return pages.map((page) => withPictures(read(source, page)));
}

/** Some sources send no pictures; every thing of the sample world has one. */
function withPictures({ body, parsed }: ReadPage): ReadPage {
  if (parsed.kind !== "items") return { body, parsed };
  const items = parsed.items.map((item) => {
    const imageUrl = item.imageUrl ?? samplePicture(item.title);
    return imageUrl === null ? item : { ...item, imageUrl };
  });
  return { body, parsed: { ...parsed, items } };
}

const read = (source: SourceId, page: Page): ReadPage => ({
  body: page.body,
  parsed: SCANNERS[source].parse(page),
});

/**
 * Reads the live pages of one scan, one after another, and stops asking where it is blocked. A page that
 * cannot be had is named in `missed`; when none could be had at all, the first error is thrown, so that the
 * step is tried again.
 */
export async function collectLive(
  source: SourceId,
  scan: Omit<ScanContext, "now">,
  clock: Clock,
): Promise<Collected> {
  const scanner = SCANNERS[source];
  const started = clock.now();
  const context: ScanContext = { ...scan, now: started };
  const access = scanner.access(context);
  if (access.state === "needs-key") return { kind: "needs-key", why: `${access.how} ${access.link}` };
  const state: ScanState = {};
  const queue: RequestSpec[] = scanner.first(context);
  const pages: ReadPage[] = [];
  const missed: string[] = [];
  let firstError: unknown;
  for (let spec = queue.shift(); spec !== undefined && pages.length < MAX_PAGES; spec = queue.shift()) {
    if (clock.now().getTime() - started.getTime() > COLLECT_BUDGET_MS) {
      missed.push(spec.key, ...queue.map((rest) => rest.key));
      break;
    }
    try {
      const page = await fetchPage(spec, { locale: scan.locale });
      const seen = read(source, page);
      pages.push(seen);
      if (seen.parsed.kind === "blocked") {
        missed.push(...queue.map((rest) => rest.key));
        break;
      }
      queue.push(...scanner.next(page, state, context));
    } catch (thrown) {
      firstError ??= thrown;
      missed.push(`${spec.key}: ${messageOf(thrown, 120)}`);
    }
  }
  if (pages.length === 0 && firstError !== undefined) throw firstError;
  const { left, trouble } = leftBy(state);
  return { kind: "pages", pages, missed: [...missed, ...trouble], left };
}

/** What the scanner left in its state, as JSON would give it back; what does not fit is said instead of stored. */
function leftBy(state: ScanState): { left: Left; trouble: string[] } {
  const quota = sourceQuota.safeParse(state.quota);
  const left: Left = quota.success ? { quota: quota.data } : {};
  const trouble = quota.success || state.quota === undefined ? [] : ["the quota it counted"];
  if (state.memory === undefined) return { left, trouble };
  const json = storableJson(state.memory);
  if (Buffer.byteLength(json) > MAX_MEMORY_BYTES) {
    return { left, trouble: [...trouble, `its memory: more than ${MAX_MEMORY_BYTES / 1024} kB`] };
  }
  return { left: { ...left, memory: memorySchema.parse(JSON.parse(json)) }, trouble };
}

import { DAY_MS } from "@/lib/core/clock";
import type { SourceId } from "@/lib/core/words";
import { SCANNERS } from "@/scanners/registry";
import { SAMPLE_DAYS, samplePages, samplePicture } from "@/scanners/world";
import type { ReadPage } from "./collect-pages";

/** The sample pages of one source: the last day, or all fourteen where nothing has been read from them yet. */
export function collectSamples(source: SourceId, now: Date, withHistory: boolean): ReadPage[] {
  const last = SAMPLE_DAYS - 1;
  const days = withHistory ? Array.from({ length: SAMPLE_DAYS }, (_, day) => day) : [last];
  const pages = days.flatMap((day) =>
    samplePages(source, day, new Date(now.getTime() - (last - day) * DAY_MS)),
  );
  return pages.map((page) => withPictures({ body: page.body, parsed: SCANNERS[source].parse(page) }));
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

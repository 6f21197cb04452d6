import type { Fact } from "@/app/_ui/facts";
import { Time } from "@/app/_ui/time";
import type { SourceRow } from "@/db/queries/source-steps";
import { dueAt, everyWords } from "./source-words";

/** When the source is tried next, and what decides that. */
export function nextTry(source: SourceRow, now: Date): Fact {
  const due = dueAt(source, now);
  const asked = source.enabled && source.nextTryAt !== null && source.nextTryAt > now;
  return {
    label: "Next try",
    value: due && due <= now ? "next scan" : <Time at={due} now={now} none="not while off" />,
    detail: asked ? "as the source has asked" : everyWords(source.scanIntervalMinutes),
  };
}

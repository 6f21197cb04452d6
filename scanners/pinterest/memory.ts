/** What was read of the newest data. Pinterest's figures change once a week: what cannot have changed is not asked for. */
import { z } from "zod";

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const memory = z.object({
  /** By region: the day that the newest data ends on, and the lists of it that were read. */
  read: z.record(z.string(), z.object({ endsOn: date, lists: z.array(z.string().max(40)).max(20) })),
});
export type Memory = z.infer<typeof memory>;

/** What is remembered; nothing, where that is written otherwise. */
export function readMemory(stored: unknown): Memory {
  return memory.safeParse(stored).data ?? { read: {} };
}

/** Of `lists`, those that have not been read of the data that ends on this day. */
export function unread(memory: Memory, region: string, endsOn: string, lists: readonly string[]): string[] {
  const known = memory.read[region];
  return lists.filter((list) => known?.endsOn !== endsOn || !known.lists.includes(list));
}

/** The memory with one more list read. A list of newer data makes those of older data unread. */
export function remember(memory: Memory, region: string, endsOn: string, list: string): Memory {
  const known = memory.read[region];
  const lists = known?.endsOn === endsOn ? [...new Set([...known.lists, list])] : [list];
  return { read: { ...memory.read, [region]: { endsOn, lists } } };
}

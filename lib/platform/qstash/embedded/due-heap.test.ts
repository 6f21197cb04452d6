import fc from "fast-check";
import { expect, it } from "vitest";
import { DueHeap } from "./due-heap";

it("gives things back in the order they are due, and none before its time", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (times, now) => {
      const heap = new DueHeap<number>();
      for (const at of times) heap.push(at, at);
      const taken: number[] = [];
      for (let one = heap.popDue(now); one !== undefined; one = heap.popDue(now)) taken.push(one);
      expect(taken).toEqual(times.filter((at) => at <= now).toSorted((a, b) => a - b));
      expect(heap.nextAt()).toBe(Math.min(...times.filter((at) => at > now)));
    }),
  );
});

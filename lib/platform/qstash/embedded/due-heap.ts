/** A min-heap of things by the time (epoch ms) they are due. */
export class DueHeap<T> {
  private readonly items: { at: number; value: T }[] = [];

  push(at: number, value: T): void {
    const items = this.items;
    const added = { at, value };
    let index = items.push(added) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent];
      if (!above || above.at <= at) break;
      items[index] = above;
      index = parent;
    }
    items[index] = added;
  }

  /** When the first thing is due; Infinity when there is none. */
  nextAt(): number {
    return this.items[0]?.at ?? Infinity;
  }

  /** Takes the first thing due at or before `now`. */
  popDue(now: number): T | undefined {
    const items = this.items;
    const first = items[0];
    if (!first || first.at > now) return undefined;
    const last = items.pop();
    if (last && items.length > 0) this.sink(last);
    return first.value;
  }

  private sink(moved: { at: number; value: T }): void {
    const items = this.items;
    let index = 0;
    for (;;) {
      const left = items[2 * index + 1];
      const right = items[2 * index + 2];
      const useRight = left !== undefined && right !== undefined && right.at < left.at;
      const child = useRight ? right : left;
      if (!child || child.at >= moved.at) break;
      items[index] = child;
      index = 2 * index + (useRight ? 2 : 1);
    }
    items[index] = moved;
  }
}

import type { Pair } from "@/db/queries/pairs";

/** The pairs of products that a person has told apart, as one scan knows them. */
export class Apart {
  readonly #pairs = new Map<number, Set<number>>();

  constructor(pairs: readonly Pair[]) {
    for (const { lowId, highId } of pairs) this.#add(lowId, highId);
  }

  has(a: number, b: number): boolean {
    return this.#pairs.get(a)?.has(b) ?? false;
  }

  /** True when any of the first and any of the second are told apart. */
  anyOf(some: Iterable<number>, others: ReadonlySet<number>): boolean {
    if (this.#pairs.size === 0) return false;
    for (const one of some) for (const other of others) if (this.has(one, other)) return true;
    return false;
  }

  /** What was told apart from `from` is told apart from `to`, which has taken it in. */
  inherit(from: number, to: number): void {
    for (const other of this.#pairs.get(from) ?? []) if (other !== to) this.#add(to, other);
  }

  #add(a: number, b: number): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.#pairs.get(one) ?? new Set();
      others.add(other);
      this.#pairs.set(one, others);
    }
  }
}

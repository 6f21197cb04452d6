import type { Change, QueueStore } from "./store";

/** How long the end of a message may wait for company; losing it costs one redelivery. */
const LAZY_FLUSH_MS = 50;
const RETRY_FLUSH_MS = 1_000;

export type Writer = {
  /** Resolves once the change is durable. Changes that arrive while one is being written go together in the next. */
  now(change: Change): Promise<void>;
  /** Writes some time soon, off everybody's path. */
  later(change: Change): void;
  /** Resolves once everything handed over so far has been tried. */
  flush(): Promise<void>;
};

function merge(changes: Change[]): Change {
  const merged: Record<string, unknown[]> = {};
  for (const change of changes) {
    for (const [part, records] of Object.entries(change)) {
      const list = merged[part];
      if (list) list.push(...records);
      else merged[part] = [...records];
    }
  }
  return merged;
}

/** Writes one change at a time, so that nothing overtakes the insert it depends on. */
export function createWriter(input: {
  store: QueueStore;
  now: () => number;
  onLost(thrown: unknown): void;
}): Writer {
  type Waiting = { change: Change; done(): void; failed(thrown: unknown): void };
  let urgent: Waiting[] = [];
  let lazy: Change[] = [];
  let lazyDue = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const write = (changes: Change[]) => input.store.write(merge(changes), input.now());

  async function writeUrgent(group: Waiting[]): Promise<void> {
    try {
      await write(group.map(({ change }) => change));
      for (const waiting of group) waiting.done();
    } catch (thrown) {
      const [only] = group;
      if (group.length === 1 && only) return only.failed(thrown);
      // One bad change must not fail its neighbours.
      for (const waiting of group) await writeUrgent([waiting]);
    }
  }

  async function writeLazy(): Promise<void> {
    const changes = lazy;
    lazy = [];
    lazyDue = false;
    try {
      await write(changes);
    } catch (thrown) {
      input.onLost(thrown);
      lazy.unshift(...changes);
      arm(RETRY_FLUSH_MS);
    }
  }

  async function run(): Promise<void> {
    while (urgent.length > 0 || lazyDue) {
      const group = urgent;
      urgent = [];
      if (group.length > 0) await writeUrgent(group);
      else await writeLazy();
    }
  }

  function kick(): void {
    if (running || (urgent.length === 0 && !lazyDue)) return;
    running = run().finally(() => {
      running = undefined;
      kick();
    });
  }

  function arm(delay: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      lazyDue = lazy.length > 0;
      kick();
    }, delay);
  }

  return {
    now(change) {
      const written = new Promise<void>((done, failed) => urgent.push({ change, done, failed }));
      kick();
      return written;
    },
    later(change) {
      lazy.push(change);
      arm(LAZY_FLUSH_MS);
    },
    async flush() {
      clearTimeout(timer);
      timer = undefined;
      lazyDue = lazy.length > 0;
      kick();
      while (running) await running;
    },
  };
}

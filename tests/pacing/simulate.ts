/** Many analyses at once against a simulated provider, in virtual time: with turns as the product takes them, or with a fixed pause. */
import { DAY_MS } from "@/lib/core/clock";
import type { ModelLimits } from "@/lib/models/model-for";
import {
  askTurn,
  callForward,
  endTurn,
  freshPace,
  readPace,
  type Asked,
  type PaceState,
} from "@/lib/models/pacing/pace-state";
import { SimulatedModel } from "./simulated-provider";

/** The model of each of the twelve calls in their order: three thinkers, seven fast ones, the web's stand-in, the judge. */
const BIG = 0;
const SMALL = 1;
const CALLS = [BIG, BIG, BIG, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, BIG, BIG] as const;

const FLOOR_MS = 800;
const MAX_OUTPUT = 2_000;
/** Tries of a step, and how long its product waits after the last: as the product does it. */
const TRIES = 4;
const TRY_AGAIN_MS = 3_600_000;

export type Outcome = {
  refusals: number;
  /** Part of the scarcest limit that was used while there was work, the lower of the two models. */
  share: number;
  finished: number;
  failed: number;
  hours: number;
  /** Messages of a step, its first one included: the mean and the most. */
  messages: { mean: number; most: number };
};

export type Scenario = {
  seed: number;
  products: number;
  limits: ModelLimits;
  /** Limits from a time on, milliseconds after the start. */
  changes?: { at: number; limits: ModelLimits }[];
  pacing: "turns" | "fixed pause";
  /** Ends the simulation early; milliseconds. */
  until?: number;
};

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Event = { at: number; nth: number; run: () => void };

/** What is to happen, by time: a heap. */
class Agenda {
  now = 0;
  #heap: Event[] = [];
  #nth = 0;

  at(time: number, run: () => void): void {
    const event = { at: Math.max(time, this.now), nth: (this.#nth += 1), run };
    let index = this.#heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(event, this.#get(parent))) break;
      this.#heap[index] = this.#get(parent);
      index = parent;
    }
    this.#heap[index] = event;
  }

  #get(index: number): Event {
    const event = this.#heap[index];
    if (event === undefined) throw new RangeError("There is no such event.");
    return event;
  }

  next(): Event | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && before(this.#get(child + 1), this.#get(child))) child += 1;
      if (!before(this.#get(child), last)) break;
      this.#heap[index] = this.#get(child);
      index = child;
    }
    this.#heap[index] = last;
    return first;
  }
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.nth < b.nth);

export function simulate(scenario: Scenario): Outcome {
  const random = seeded(scenario.seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  const agenda = new Agenda();
  const models = [new SimulatedModel(scenario.limits), new SimulatedModel(scenario.limits)] as const;
  const paces: [PaceState, PaceState] = [freshPace(scenario.limits, 0), freshPace(scenario.limits, 0)];
  const messages: number[] = [];
  /** The steps that wait, and how they come. */
  const sleepers = new Map<string, () => void>();
  let finished = 0;
  let failed = 0;
  let ended = 0;

  for (const { at, limits } of scenario.changes ?? []) {
    agenda.at(at, () => {
      for (const model of models) model.change(limits, agenda.now);
    });
  }

  /** One call as a model would count it: a cached prefix most of the time, answers that differ by half. */
  const sizeOf = (call: number) => {
    const inputTokens = Math.round(between(2_400, 3_400));
    const cachedTokens = random() < 0.85 ? 1_400 : 0;
    const outputTokens = Math.min(MAX_OUTPUT, Math.round(between(500, 900) * (1 + 0.1 * (call % 4))));
    return {
      inputTokens,
      cachedTokens,
      outputTokens,
      promptTokens: Math.round(inputTokens * between(1, 1.2)),
    };
  };

  const step = (product: number, call: number): void => {
    const which = CALLS[call];
    if (which === undefined) {
      finished += 1;
      ended = agenda.now;
      return;
    }
    const model = models[which];
    const size = sizeOf(call);
    const counted = size.inputTokens - size.cachedTokens + size.outputTokens;
    const id = `${product}:${call}`;
    const asked: Asked = {
      id,
      kind: `agent-${call}`,
      promptTokens: size.promptTokens,
      maxOutputTokens: MAX_OUTPUT,
    };
    let sent = 0;
    let waits = false;
    let tried = 0;

    /** The queue counts in whole seconds what is for later, and delivers when it comes to it. */
    const deliveredAt = (time: number): number =>
      (time > agenda.now ? Math.ceil(time / 1_000) * 1_000 : agenda.now) + between(20, 700);
    const over = (then: () => void): void => {
      messages.push(sent);
      then();
    };
    const arrive = (): void => {
      sent += 1;
      if (scenario.pacing === "fixed pause") return callNow();
      // Through JSON as it is kept, now and then.
      const held =
        random() < 0.02 ? readPace(JSON.stringify(paces[which]), scenario.limits, agenda.now) : paces[which];
      const { state, turn } = askTurn(held, asked, agenda.now);
      paces[which] = state;
      if (turn.go) return agenda.at(agenda.now + turn.afterMs, callNow);
      if (!waits) model.waiting(1, agenda.now);
      waits = true;
      // A message that finds its step done or under way is lost; one that comes early asks again.
      const comeOnce = () => {
        if (waits) return arrive();
        sent += 1;
      };
      sleepers.set(id, comeOnce);
      agenda.at(deliveredAt(turn.at), comeOnce);
    };
    const callNow = (): void => {
      if (waits) model.waiting(-1, agenda.now);
      const counts = !waits;
      waits = false;
      // Counted as work that waited: it is what the waiting was for.
      if (!counts) model.waiting(1, agenda.now);
      agenda.at(agenda.now + between(10, 120), () => {
        const answer = model.call(counted, agenda.now);
        if (!counts) model.waiting(-1, agenda.now);
        agenda.at(agenda.now + between(300, 1_500), () => answeredBy(answer));
      });
    };
    const answeredBy = ({ ok, rateLimit }: ReturnType<SimulatedModel["call"]>): void => {
      if (scenario.pacing === "turns") {
        paces[which] = endTurn(
          paces[which],
          {
            asked,
            took: ok ? size : null,
            outcome: ok ? "answered" : "refused",
            rateLimit,
          },
          agenda.now,
        );
        const { state, called } = callForward(paces[which], agenda.now);
        paces[which] = state;
        const come = called === null ? undefined : sleepers.get(called.id);
        if (called && come) agenda.at(deliveredAt(called.at), come);
      }
      if (ok) return over(() => agenda.at(agenda.now + FLOOR_MS, () => step(product, call + 1)));
      if (scenario.pacing === "turns") return arrive();
      tried += 1;
      if (tried < TRIES) return agenda.at(agenda.now + (rateLimit.retryAfterMs ?? 1_000), arrive);
      over(() => {
        failed += 1;
        // A failed run begins again from its first step.
        agenda.at(agenda.now + TRY_AGAIN_MS, () => step(product, 0));
      });
    };
    arrive();
  };

  for (let product = 0; product < scenario.products; product += 1) {
    agenda.at(between(0, 2_000), () => step(product, 0));
  }
  const until = scenario.until ?? 60 * DAY_MS;
  for (let event = agenda.next(); event && event.at <= until; event = agenda.next()) {
    agenda.now = event.at;
    event.run();
  }
  const lasted = scenario.until ?? ended;
  return {
    refusals: models[BIG].refusals + models[SMALL].refusals,
    share: Math.min(models[BIG].share, models[SMALL].share),
    finished,
    failed,
    hours: lasted / 3_600_000,
    messages: {
      mean: messages.reduce((sum, count) => sum + count, 0) / Math.max(1, messages.length),
      most: messages.reduce((most, count) => Math.max(most, count), 0),
    },
  };
}

/** A provider in virtual time: per model four buckets that refill continuously, and a 429 for whatever does not fit. */
import type { ModelLimits } from "@/lib/models/model-for";
import { BUCKETS, fullLevels, refilled, taken, WINDOW_MS, type Levels } from "@/lib/models/pacing/buckets";
import type { RateLimits } from "@/lib/models/rate-limits";

/** Groq's free plan, per model: MODELS.md's source, the vendor's page of limits, November 2026. */
export const FREE_PLAN: ModelLimits = {
  requestsPerMinute: 30,
  requestsPerDay: 1_000,
  tokensPerMinute: 8_000,
  tokensPerDay: 200_000,
};

export class SimulatedModel {
  limits: ModelLimits;
  refusals = 0;
  answered = 0;
  /** What was taken of each bucket, and what there was to take, while somebody waited. */
  readonly used: Levels;
  readonly offered: Levels;
  #levels: Levels;
  #at = 0;
  #waiting = 0;

  constructor(limits: ModelLimits) {
    this.limits = limits;
    this.#levels = fullLevels(limits);
    this.used = { requestsPerMinute: 0, requestsPerDay: 0, tokensPerMinute: 0, tokensPerDay: 0 };
    this.offered = { ...this.used };
  }

  #advance(now: number): void {
    const ms = now - this.#at;
    this.#levels = refilled(this.#levels, this.limits, ms);
    if (this.#waiting > 0) {
      for (const bucket of BUCKETS) {
        this.offered[bucket] += ((this.limits[bucket] ?? 0) * ms) / WINDOW_MS[bucket];
      }
    }
    this.#at = now;
  }

  /** Steps that would call if they were let: what comes in meanwhile is there to be used. */
  waiting(change: 1 | -1, now: number): void {
    this.#advance(now);
    if (this.#waiting === 0) for (const bucket of BUCKETS) this.offered[bucket] += this.#levels[bucket];
    this.#waiting += change;
    if (this.#waiting === 0) for (const bucket of BUCKETS) this.offered[bucket] -= this.#levels[bucket];
  }

  change(limits: ModelLimits, now: number): void {
    this.#advance(now);
    this.limits = limits;
    for (const bucket of BUCKETS) {
      this.#levels[bucket] = Math.min(this.#levels[bucket], limits[bucket] ?? 0);
    }
  }

  /** A call of so many counted tokens, which all count when it arrives: the hardest a provider can be. */
  call(tokens: number, now: number): { ok: boolean; rateLimit: RateLimits } {
    this.#advance(now);
    const rest = taken(this.#levels, tokens);
    const ok = BUCKETS.every((bucket) => rest[bucket] >= 0);
    if (ok) {
      this.#levels = rest;
      this.answered += 1;
      if (this.#waiting > 0) {
        const none = { requestsPerMinute: 0, requestsPerDay: 0, tokensPerMinute: 0, tokensPerDay: 0 };
        const took = taken(none, tokens);
        for (const bucket of BUCKETS) this.used[bucket] -= took[bucket];
      }
    } else this.refusals += 1;
    const missing = (bucket: (typeof BUCKETS)[number]) =>
      (Math.max(0, -rest[bucket]) * WINDOW_MS[bucket]) / Math.max(1, this.limits[bucket] ?? 1);
    const said = (bucket: "requestsPerDay" | "tokensPerMinute") => ({
      limit: this.limits[bucket],
      remaining: Math.floor(this.#levels[bucket]),
      resetMs: null,
    });
    return {
      ok,
      rateLimit: {
        requests: said("requestsPerDay"),
        tokens: said("tokensPerMinute"),
        retryAfterMs: ok ? null : Math.ceil(Math.max(...BUCKETS.map(missing))),
      },
    };
  }

  /** The part used of the scarcest bucket while there was work. */
  get share(): number {
    return Math.max(...BUCKETS.map((bucket) => this.used[bucket] / Math.max(1, this.offered[bucket])));
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddedRedis } from "../redis/redis";
import { clearLimit, limit, takeBack } from "./limit";

function counter({ max = 3, windowSeconds = 10 } = {}) {
  let at = 1_000_000_000_000;
  const now = () => at;
  const redis = embeddedRedis(now);
  const request = { redis, key: "test", max, windowSeconds, now };
  return {
    hit: () => limit(request),
    clear: () => clearLimit(request),
    takeBack: (then: number) => takeBack({ ...request, now: () => then }),
    wait: (ms: number) => {
      at += ms;
    },
    now,
  };
}

describe("a limit", () => {
  it("allows as many as it says and then none", async () => {
    const { hit } = counter();
    const answers = [await hit(), await hit(), await hit(), await hit()];
    expect(answers.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
  });

  it("allows no more than it says to many at once", async () => {
    const { hit } = counter({ max: 5 });
    const answers = await Promise.all(Array.from({ length: 50 }, hit));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
  });

  it("allows one more for one that is taken back, in whichever window it was counted", async () => {
    const { hit, takeBack: back, wait, now } = counter({ max: 2, windowSeconds: 10 });
    const first = now();
    expect([(await hit()).allowed, (await hit()).allowed, (await hit()).allowed]).toEqual([
      true,
      true,
      false,
    ]);
    await back(first);
    expect([(await hit()).allowed, (await hit()).allowed]).toEqual([true, false]);
    // Both of the window before still count in full when the next begins, but for what is taken back of it.
    wait(10_000);
    expect((await hit()).allowed).toBe(false);
    await back(first);
    expect([(await hit()).allowed, (await hit()).allowed]).toEqual([true, false]);
  });

  it("slides: the end of one window and the beginning of the next are no two windows", async () => {
    const { hit, wait } = counter({ max: 10, windowSeconds: 10 });
    wait(9_900);
    for (let n = 0; n < 10; n += 1) expect((await hit()).allowed).toBe(true);
    wait(200);
    expect((await hit()).allowed).toBe(true);
    expect((await hit()).allowed).toBe(false);
  });

  it("allows again after the time it names, however it got there", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 120 }),
        fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }),
        async (max, windowSeconds, waits) => {
          const { hit, wait } = counter({ max, windowSeconds });
          for (const ms of waits) {
            wait(ms);
            await hit();
          }
          const last = await hit();
          if (last.allowed) return;
          expect(last.retryAfterSeconds).toBeLessThanOrEqual(2 * windowSeconds + 1);
          wait(last.retryAfterSeconds * 1_000);
          expect((await hit()).allowed).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("forgets when told to", async () => {
    const { hit, clear } = counter({ max: 1 });
    await hit();
    expect((await hit()).allowed).toBe(false);
    await clear();
    expect((await hit()).allowed).toBe(true);
  });
});

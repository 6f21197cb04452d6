import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { scanner } from "./index";

const start = Date.parse("2026-11-01T10:00:00.000Z");
const ctx = (over: Partial<ScanContext> = {}): ScanContext => ({
  now: new Date(start),
  locale: "en-US",
  config: { hashtags: ["deskgoals", "#HomeDecor", "deskgoals"] },
  credentials: { accessToken: "EAAsecret", userId: "178414" },
  memory: {},
  ...over,
});

const idOf = (hashtag: string) =>
  `178${Buffer.from(hashtag)
    .map((byte) => byte % 10)
    .join("")}`.slice(0, 30);

/** An account as Instagram keeps it: a hashtag counts for seven days from the first time it was asked for. */
class Account {
  readonly firstAsked = new Map<string, number>();
  readonly asked: { id: string; at: number }[] = [];
  /** What every look-up is answered while it is set. */
  fails: unknown;

  counted(now: number): string[] {
    return [...this.firstAsked].flatMap(([id, at]) => (now - at < 7 * DAY_MS ? [id] : []));
  }

  answer({ url }: RequestSpec, now: Date): Page {
    const { pathname, searchParams } = new URL(url);
    const at = now.getTime();
    let body: unknown = { data: [], paging: { next: "https://graph.facebook.com/x?access_token=EAAsecret" } };
    if (pathname.endsWith("recently_searched_hashtags")) {
      body = { data: this.counted(at).map((id) => ({ id })) };
    } else {
      const hashtag = searchParams.get("q");
      const id = hashtag === null ? (pathname.split("/")[2] ?? "") : idOf(hashtag);
      if (!this.counted(at).includes(id)) this.firstAsked.set(id, at);
      this.asked.push({ id, at });
      if (hashtag !== null) body = this.fails ?? { data: [{ id }] };
    }
    const fetchedAt = now.toISOString();
    const status = body === this.fails ? 400 : 200;
    return { url, status, headers: {}, body: JSON.stringify(body), fetchedAt, locale: "en-US" };
  }
}

function scan(given: ScanContext, account: Account) {
  const state: ScanState = {};
  const requests: RequestSpec[] = [];
  const waiting = scanner.first(given);
  for (let request = waiting.shift(); request; request = waiting.shift()) {
    requests.push(request);
    waiting.push(...scanner.next(account.answer(request, given.now), state, given));
  }
  return { requests, keys: requests.map(({ key }) => key), state };
}

describe("what Instagram is asked", () => {
  test("without credentials it needs a key, and asks nothing", () => {
    const bare = ctx({ credentials: {} });
    expect(scanner.access(bare)).toMatchObject({
      state: "needs-key",
      how: expect.stringContaining("professional account"),
      link: expect.stringMatching(/^https:/),
    });
    expect(scanner.first(bare)).toEqual([]);
  });

  test("what counts comes first, then each hashtag is looked up once and both its lists are read; no address and no memory carries the token", () => {
    const { requests, keys, state } = scan(ctx(), new Account());
    expect(keys).toEqual([
      "counted",
      "hashtag/deskgoals",
      "hashtag/homedecor",
      "top/deskgoals",
      "recent/deskgoals",
      "top/homedecor",
      "recent/homedecor",
    ]);
    expect(requests[3]?.url).toMatch(/\/top_media\?.*like_count.*#deskgoals$/);
    for (const { url, headers } of requests) {
      expect(url).not.toContain("EAAsecret");
      expect(headers["authorization"]).toBe("Bearer EAAsecret");
    }
    expect(JSON.stringify(state)).not.toContain("EAAsecret");
    expect(state.quota).toEqual({
      used: 2,
      limit: 30,
      windowDays: 7,
      resetsAt: "2026-11-08T10:00:00.000Z",
      unit: "hashtags",
    });
  });

  test("ids are remembered: later scans ask for the posts alone, longest unread first", () => {
    const account = new Account();
    const before = scan(ctx(), account).state;
    const later = ctx({ now: new Date(start + HOUR_MS), memory: before.memory ?? {} });
    expect(scan(later, account).keys.toSorted()).toEqual([
      "recent/deskgoals",
      "recent/homedecor",
      "top/deskgoals",
      "top/homedecor",
    ]);
  });

  test("a full list of thirty is taken in over some scans, and every list gets its turn", () => {
    const account = new Account();
    const config = { hashtags: Array.from({ length: 30 }, (_, index) => `tag${index}`) };
    let memory = {};
    const keys = new Set<string>();
    for (let hour = 0; hour < 12; hour += 1) {
      const done = scan(ctx({ config, memory, now: new Date(start + hour * HOUR_MS) }), account);
      expect(done.requests.length).toBeLessThanOrEqual(26);
      memory = done.state.memory ?? memory;
      for (const key of done.keys) keys.add(key);
    }
    expect([...keys].filter((key) => /^(top|recent)\//.test(key))).toHaveLength(60);
  });

  test("when thirty others count already nothing new is asked for, and the source says why", () => {
    const account = new Account();
    for (let index = 0; index < 30; index += 1) account.firstAsked.set(`99${index}`, start - DAY_MS);
    const { keys, state } = scan(ctx(), account);
    expect(keys).toEqual(["counted"]);
    expect(state.nothingNew).toContain("2 of the hashtags wait");
    expect(state.quota).toMatchObject({ used: 30, limit: 30 });
  });

  test("paging is not followed, and damaged answers lead nowhere", () => {
    const account = new Account();
    const { requests } = scan(ctx(), account);
    for (const request of requests) {
      const page = account.answer(request, new Date(start));
      for (const body of ['{"data":[{"id":"1/../me"}]}', "{}", "no"]) {
        expect(scanner.next({ ...page, body }, {}, ctx())).toEqual([]);
      }
    }
  });

  test("a look-up that found nothing rests for a day", () => {
    const config = { hashtags: ["deskgoals"] };
    const account = new Account();
    account.fails = { error: { code: 24, message: "None." } };
    const memory = scan(ctx({ config }), account).state.memory ?? {};
    expect(scanner.first(ctx({ memory, config }))).toEqual([]);
    const tomorrow = new Date(start + DAY_MS);
    expect(scanner.first(ctx({ memory, config, now: tomorrow })).map(({ key }) => key)).toEqual(["counted"]);
  });

  test.each([
    { error: { code: 2, message: "Service temporarily unavailable" } },
    { error: { code: 999, is_transient: true } },
  ])("a look-up that Instagram failed at is asked again with the next scan: %j", (fault) => {
    const config = { hashtags: ["deskgoals"] };
    const account = new Account();
    account.fails = fault;
    const memory = scan(ctx({ config }), account).state.memory ?? {};
    account.fails = undefined;
    const later = ctx({ memory, config, now: new Date(start + HOUR_MS) });
    expect(scan(later, account).keys).toContain("top/deskgoals");
  });

  test("the source says by when the token must be renewed; a new token starts anew", () => {
    const account = new Account();
    const before = scan(ctx(), account).state;
    expect(before.note).toContain("in use since 2026-11-01; a long-lived one ends by 2026-12-31");
    const renewed = { accessToken: "EAAother", userId: "178414" };
    const now = new Date(start + 10 * DAY_MS);
    const after = scan(ctx({ memory: before.memory ?? {}, credentials: renewed, now }), account).state;
    expect(after.note).toContain("in use since 2026-11-11");
  });

  test.each([
    { hashtags: [] },
    { hashtags: ["two words"] },
    { hashtags: Array.from({ length: 31 }, (_, at) => `t${at}`) },
  ])("hashtags that cannot be used are refused with a sentence", (config) => {
    expect(() => scanner.first(ctx({ config }))).toThrow(/1 to 30 hashtags/);
  });
});

describe("never a 31st hashtag within seven days", () => {
  const tags = Array.from({ length: 60 }, (_, index) => `tag${index}`);
  const step = fc.record({
    hours: fc.integer({ min: 1, max: 60 }),
    hashtags: fc.uniqueArray(fc.constantFrom(...tags), { minLength: 1, maxLength: 30 }),
    /** The scan fails after it has asked: nothing of it is remembered. */
    fails: fc.boolean(),
    forgets: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  });

  const run = (
    steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
    lossless: boolean,
  ) => {
    const account = new Account();
    let memory = {};
    let now = start;
    let most = 0;
    for (const { hours, hashtags, fails, forgets } of steps) {
      now += hours * HOUR_MS;
      if (forgets && !lossless) memory = {};
      const { state } = scan(ctx({ config: { hashtags }, memory, now: new Date(now) }), account);
      if (!fails || lossless) memory = state.memory ?? memory;
      const counted = lossless
        ? new Set(account.asked.filter(({ at }) => now - at < 7 * DAY_MS).map(({ id }) => id)).size
        : account.counted(now).length;
      most = Math.max(most, counted);
    }
    return most;
  };

  test("as Instagram counts, whatever is changed, lost or fails", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        expect(run(steps, false)).toBeLessThanOrEqual(30);
      }),
    );
  });

  test("counting every request, as long as nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        expect(run(steps, true)).toBeLessThanOrEqual(30);
      }),
    );
  });
});

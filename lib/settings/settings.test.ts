import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { listAudit } from "@/db/queries/audit";
import { putSetting } from "@/db/queries/settings";
import { emptyTables, testPglite } from "@/db/testing";
import { fixedClock } from "../core/clock";
import { DEFAULT_EXCHANGE_RATES } from "../economics/exchange-rates";
import { readRates } from "../economics/read-rates";
import { removeRate } from "../economics/remove-rate";
import { setRate } from "../economics/set-rate";
import { MisconfiguredError } from "../core/errors";
import type { Ctx } from "../ctx";
import { parseEnv } from "../env";
import { changeOwnRate } from "./change-own-rate";
import { changeSetting } from "./change-setting";
import { checkHomeCurrency } from "./check-home-currency";
import { readSettings } from "./read-settings";
import { settingChange } from "./settings";

let open: OpenDatabase;
let ctx: Ctx;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  ctx = {
    actor: { kind: "person", id: "person_1", name: "Ada", role: "admin" },
    db: open.db,
    clock: fixedClock("2026-01-02T03:04:05Z"),
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test", HOME_CURRENCY: "EUR" }),
  };
});
afterAll(() => open.close());

const retention = {
  snippetDays: 7,
  modelBodyDays: 30,
  sightingsDailyAfterDays: 10,
  sightingsWeeklyAfterDays: 60,
};

describe("the settings", () => {
  it("are the defaults until somebody changes them", async () => {
    expect(await readSettings({ ctx })).toMatchObject({
      paused: false,
      homeCurrency: "EUR",
      homeMarket: "amazon",
      ownRates: {},
      retention: {
        snippetDays: 14,
        modelBodyDays: 90,
        sightingsDailyAfterDays: 30,
        sightingsWeeklyAfterDays: 180,
      },
    });
  });

  it("change with an audit row that says from what to what, and only when they change", async () => {
    expect(await changeSetting({ ctx, input: { key: "paused", value: true } })).toBe(true);
    expect(await changeSetting({ ctx, input: { key: "paused", value: true } })).toBe(false);
    expect(await changeSetting({ ctx, input: { key: "retention", value: retention } })).toBe(true);
    expect(await changeSetting({ ctx, input: { key: "retention", value: { ...retention } } })).toBe(false);
    expect(await readSettings({ ctx })).toMatchObject({ paused: true, homeCurrency: "EUR", retention });
    const { rows } = await listAudit(open.db, { action: "setting.change" });
    expect(rows).toMatchObject([
      { userId: "person_1", entityId: "retention", details: { to: retention } },
      { userId: "person_1", entityId: "paused", details: { from: false, to: true } },
    ]);
  });

  it("that cannot be read stop the work instead of going on as if they were not there, and can be mended", async () => {
    await putSetting(open.db, { key: "paused", value: "perhaps", updatedBy: "x", updatedAt: new Date() });
    await expect(readSettings({ ctx })).rejects.toThrow(MisconfiguredError);
    await changeSetting({ ctx, input: { key: "paused", value: false } });
    expect((await readSettings({ ctx })).paused).toBe(false);
  });

  it("refuse a home currency that nothing can be converted to, until it has a rate", async () => {
    const pounds = { key: "homeCurrency", value: "FKP" } as const;
    await expect(changeSetting({ ctx, input: pounds })).rejects.toThrow(
      /no exchange rate for FKP: enter one/,
    );
    const begun = { ...ctx, env: parseEnv({ NODE_ENV: "test", HOME_CURRENCY: "FKP" }) };
    await expect(checkHomeCurrency({ ctx: begun })).rejects.toThrow(/home currency FKP: set HOME_CURRENCY/);
    await setRate({ ctx, input: { currency: "FKP", perUsd: 0.8, day: "2026-01-02", source: "Treasury" } });
    await checkHomeCurrency({ ctx: begun });
    expect(await changeSetting({ ctx, input: pounds })).toBe(true);
  });

  it("hold the team's own rates, each with an audit row of its own, and ours again without them", async () => {
    const rate = { low: 500, likely: 600, high: 700, source: "our contract", day: "2026-01-01" };
    const change = (id: string, to: typeof rate | null) => changeOwnRate({ ctx, input: { id, rate: to } });
    await change("ebay/Jewelry", rate);
    await change("assumption/duty", { ...rate, high: 800 });
    await change("ebay/Jewelry", null);
    await change("ebay/Jewelry", null);
    expect((await readSettings({ ctx })).ownRates).toEqual({ "assumption/duty": { ...rate, high: 800 } });
    const { rows } = await listAudit(open.db, { action: "setting.change" });
    expect(rows.map(({ details }) => details)).toEqual([
      { rate: "ebay/Jewelry", from: rate, to: null },
      { rate: "assumption/duty", from: null, to: { ...rate, high: 800 } },
      { rate: "ebay/Jewelry", from: null, to: rate },
    ]);
    await expect(change("ebay/Nothing", rate)).rejects.toThrow(/no such rate/);
    await expect(change("ebay/Jewelry", { ...rate, low: 601 })).rejects.toThrow(/above likely/);
    await expect(change("ebay/Jewelry", { ...rate, high: 10_001 })).rejects.toThrow(/at most 100/);
    await expect(change("ebay/Jewelry", { ...rate, day: "2026-01-03" })).rejects.toThrow(/future/);
  });

  it("keep an entered exchange rate before ours until it is removed, audited both times", async () => {
    const euro = { currency: "EUR", perUsd: 0.9, day: "2026-01-01", source: "ECB" };
    await setRate({ ctx, input: euro });
    await setRate({ ctx, input: { ...euro, perUsd: 0.8, day: "2025-12-01" } });
    expect((await readRates({ ctx }))["EUR"]).toMatchObject({ perUsd: 0.9, day: "2026-01-01" });
    await removeRate({ ctx, input: { currency: "EUR", homeCurrency: "EUR" } });
    expect((await readRates({ ctx }))["EUR"]).toEqual(DEFAULT_EXCHANGE_RATES["EUR"]);
    const { rows } = await listAudit(open.db, { entityType: "exchange-rate" });
    expect(rows.map(({ action }) => action)).toEqual(["rate.remove", "rate.set", "rate.set"]);
    expect(rows[0]).toMatchObject({
      entityId: "EUR",
      details: { from: { perUsd: 0.9 }, to: { day: "2024-12-31" } },
    });

    await expect(setRate({ ctx, input: { ...euro, day: "2026-01-03" } })).rejects.toThrow(/future/);
    await expect(setRate({ ctx, input: { ...euro, perUsd: 0 } })).rejects.toThrow(/above zero/);
    await expect(setRate({ ctx, input: { ...euro, currency: "USD" } })).rejects.toThrow(/always 1/);
    await setRate({ ctx, input: { ...euro, currency: "FKP" } });
    await expect(removeRate({ ctx, input: { currency: "FKP", homeCurrency: "FKP" } })).rejects.toThrow(
      /home currency/,
    );
  });

  it.each([
    { key: "paused", value: "yes" },
    { key: "homeMarket", value: "etsy" },
    { key: "ownRates", value: { "amazon/surcharge": { low: 1, likely: 2, high: 0.5, source: "", day: "" } } },
    { key: "homeCurrency", value: "euro" },
    { key: "retention", value: { ...retention, snippetDays: 0 } },
    { key: "retention", value: { ...retention, modelBodyDays: 1.5 } },
    { key: "somethingElse", value: true },
  ])("refuse %j", (change) => {
    expect(settingChange.safeParse(change).success).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  convert,
  DEFAULT_EXCHANGE_RATES as rates,
  exchangeRates,
  hasRate,
  isOld,
  oldRatesWarning,
  requireRate,
} from "./exchange-rates";

const bad = { perUsd: 0, day: "2026-01-01", source: "", pegged: false };

describe("convert", () => {
  it("leaves the same currency alone and goes by the dollar otherwise", () => {
    expect(convert(1999, "EUR", "EUR", {})).toBe(1999);
    expect(convert(36_725, "AED", "USD", rates)).toBe(10_000);
    expect(convert(10_000, "USD", "SAR", rates)).toBe(37_500);
    expect(convert(10_000, "USD", "AWG", rates)).toBe(17_900);
    expect(convert(10_000, "EUR", "USD", rates)).toBe(10_389);
    expect(convert(100, "EUR", "XOF", rates)).toBe(65_596);
  });

  it("names the currency that has no rate, and does not trust inherited names", () => {
    expect(() => convert(1, "XTS", "USD", rates)).toThrow(/XTS/);
    expect(() => convert(1, "USD", "constructor", rates)).toThrow(/constructor/);
    expect(() => convert(1, "USD", "BAD", { ...rates, BAD: bad })).toThrow(/BAD/);
    expect(() => requireRate("XTS", rates)).toThrow(/enter one in the settings first/);
    expect(hasRate("USD", {})).toBe(true);
  });

  it("comes back to within the rounding of both ways", () => {
    const codes = Object.keys(rates);
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.constantFrom(...codes),
        fc.integer({ min: 0, max: 10_000_000 }),
        (from, to, cents) => {
          const there = convert(cents, from, to, rates);
          const unit = (rates[from]?.perUsd ?? 1) / (rates[to]?.perUsd ?? 1);
          expect(Math.abs(convert(there, to, from, rates) - cents)).toBeLessThanOrEqual(unit / 2 + 1);
        },
      ),
    );
  });
});

describe("the rates to start with", () => {
  it("carry a day and a source each", () => {
    expect(() => exchangeRates.parse(rates)).not.toThrow();
    for (const [code, { source }] of Object.entries(rates)) {
      expect(code).toMatch(/^[A-Z]{3}$/);
      expect(source).not.toBe("");
    }
  });

  it("grow old after ninety days, but for those held to the dollar", () => {
    const rate = { perUsd: 1, day: "2026-01-01", source: "bank", pegged: false };
    expect(isOld(rate, new Date("2026-04-01T00:00:00Z"))).toBe(false);
    expect(isOld(rate, new Date("2026-04-02T00:00:01Z"))).toBe(true);
    expect(isOld({ ...rate, pegged: true }, new Date("2036-01-01T00:00:00Z"))).toBe(false);
  });

  it("are warned of by name and day, each currency once, those held to the dollar never", () => {
    const now = new Date("2026-11-22T00:00:00Z");
    const warning = oldRatesWarning(["EUR", "AED", "USD", "EUR", "XTS"], rates, now);
    expect(warning).toBe("Exchange rates more than 90 days old: EUR (2024-12-31).");
    expect(oldRatesWarning(["AED", "AWG", "USD"], rates, now)).toBeNull();
  });
});

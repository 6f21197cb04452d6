import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { compileRetryDelay } from "./retry-delay";

describe("the language of retry delays", () => {
  it.each([
    ["1000", 0, 1000],
    ["1000 * (1 + retried)", 2, 3000],
    ["pow(2, retried) * 1000", 3, 8000],
    ["max(1000, pow(2, retried) * 100)", 1, 1000],
    ["max(1000, pow(2, retried) * 100)", 5, 3200],
    ["min(86400000, exp(2.5 * (retried + 1)) * 1000)", 0, Math.exp(2.5) * 1000],
    ["2 + 3 * 4 - 10 / 5", 0, 12],
    ["(2 + 3) * 4 % 7", 0, 6],
    ["10 - 4 - 3", 0, 3],
    ["--5 + -retried", 2, 3],
    ["floor(2.7) + ceil(2.1) + round(2.5) + abs(-1) + sqrt(9)", 0, 12],
    ["  min( 3 , 1,2 ) ", 0, 1],
    ["1.5e3", 0, 1500],
  ])("%s after %i retries is %d", (source, retried, expected) => {
    expect(compileRetryDelay(source)(retried)).toBeCloseTo(expected, 6);
  });

  it.each([
    ["", "ends too early"],
    ["1 +", "ends too early"],
    ["(1", "expected )"],
    ["1 2", "unexpected 2"],
    ["pow(1)", "pow takes 2"],
    ["sqrt(1, 2)", "sqrt takes 1"],
    ["process.exit()", "unexpected character"],
    ["constructor(1)", "unknown name constructor"],
    ["toString", "unknown name toString"],
    ["`x`", "unexpected character"],
    [`${"(".repeat(60)}1${")".repeat(60)}`, "nested too deeply"],
    ["1+".repeat(400), "longer than"],
  ])("%s is refused with a reason", (source, reason) => {
    expect(() => compileRetryDelay(source)).toThrow(reason);
  });

  it("agrees with arithmetic on any pair of whole numbers", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(20), (a, b, retried) => {
        const value = compileRetryDelay(`${a} * (retried + ${b}) - max(${a}, ${b})`)(retried);
        expect(value).toBe(a * (retried + b) - Math.max(a, b));
      }),
    );
  });
});

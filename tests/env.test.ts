import { describe, expect, test } from "vitest";
import { MisconfiguredError } from "@/lib/core/errors";
import { parseEnv } from "@/lib/env";

describe("a wrong setting is one line that names it and says what it must be", () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: "0" }, /PORT must be a whole number from 1 to 65535\./],
    [{ LOG_LEVEL: "loud" }, /LOG_LEVEL must be trace, debug, info, warn, error or silent\./],
    [{ APP_BASE_URL: "trends.example.com" }, /APP_BASE_URL must be an http or https address\./],
    [{ TRUST_PROXY: "maybe" }, /TRUST_PROXY must be true or false\./],
    [{ HOME_CURRENCY: "dollars" }, /HOME_CURRENCY must be an ISO 4217 code such as USD\./],
    [{ SETUP_TOKEN: "short" }, /SETUP_TOKEN must be at least 16 characters\./],
    [{ PORT: "x", DAILY_BUDGET_USD: "much" }, /PORT must be .+; DAILY_BUDGET_USD must be an amount/],
    [
      { UPSTASH_REDIS_REST_URL: "https://a.upstash.io" },
      /_URL and UPSTASH_REDIS_REST_TOKEN are needed together/,
    ],
    [{ UPSTASH_REDIS_REST_TOKEN: "secret" }, /_URL and UPSTASH_REDIS_REST_TOKEN are needed together/],
    [{ QSTASH_TOKEN: "secret" }, /QSTASH_TOKEN needs QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY/],
    [{ MODEL_FAST: "groq:some" }, /MODEL_FAST names groq:some, which needs GROQ_API_KEY/],
  ])("%j", (given, said) => {
    const parse = () => parseEnv(given);
    expect(parse).toThrow(MisconfiguredError);
    expect(parse).toThrow(said);
    expect(parse).not.toThrow(/\n|secret/);
  });
});

describe("the address of Postgres names a host and a database, since the client would guess them", () => {
  test.each([
    "postgres://",
    "postgres://localhost",
    "postgres:///name",
    "mysql://localhost/name",
    "localhost:5432/name",
  ])("%s is refused", (given) => {
    expect(() => parseEnv({ DATABASE_URL: given })).toThrow(
      "DATABASE_URL must be an address such as postgres://user:password@host:5432/name.",
    );
  });

  test.each([
    "postgres://user:p%40ss@host:5432/name?sslmode=require",
    "postgresql://host/name",
    "postgres:///name?host=/var/run/postgresql",
  ])("%s is taken", (given) => {
    expect(parseEnv({ DATABASE_URL: given }).DATABASE_URL).toBe(given);
  });
});

test("what is set to nothing is not set", () => {
  expect(parseEnv({ PORT: "", DATABASE_URL: "" })).toMatchObject({ PORT: 3000, sourcesMode: "sample" });
});

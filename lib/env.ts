/**
 * The only reader of process.env. Parsed once; a wrong value is one clear line that names the setting,
 * a missing secret is an error only where it is first needed. `.env.example` has a sentence for each.
 */
import { z } from "zod";
import { MisconfiguredError } from "./core/errors";

const flag = (initial: boolean) =>
  z
    .enum(["true", "false", "1", "0"], "true or false")
    .optional()
    .transform((value) => (value === undefined ? initial : value === "true" || value === "1"));
const wholeNumber = (initial: number, min: number, max: number) =>
  z.coerce
    .number(`a whole number from ${min} to ${max}`)
    .int(`a whole number from ${min} to ${max}`)
    .min(min, `a whole number from ${min} to ${max}`)
    .max(max, `a whole number from ${min} to ${max}`)
    .default(initial);
const dollars = (initial: string) =>
  z
    .string()
    .regex(/^\d{1,5}(\.\d{1,2})?$/, "an amount in US dollars such as 5 or 0.25")
    .default(initial);
const secret = z.string().min(1).optional();
const POSTGRES_ADDRESS = "an address such as postgres://user:password@host:5432/name";
/** Host and name are wanted: the client would guess what is left out, and another database would be migrated. */
function namesDatabase(text: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, searchParams } = new URL(text);
  return (hostname !== "" || searchParams.has("host")) && pathname.length > 1;
}
const address = z.url({ protocol: /^https?$/, error: "an http or https address" }).optional();

/** Models in the order in which they are asked: "groq:openai/gpt-oss-120b,local:llama3.1". */
const MODEL_NAME = /^(groq|perplexity|local):([\w./:@-]{1,100})$/;
const NAMED = "models by provider and id, such as groq:openai/gpt-oss-120b or local:llama3.1, or rules";
export type NamedModel = { provider: "groq" | "perplexity" | "local" | "rules"; id: string };

const modelNames = z
  .string()
  .transform((text, ctx) =>
    text.split(",").flatMap((part): NamedModel[] => {
      const name = part.trim();
      if (name === "rules") return [{ provider: "rules", id: "rules" }];
      const [, provider, id] = MODEL_NAME.exec(name) ?? [];
      if (id !== undefined && (provider === "groq" || provider === "perplexity" || provider === "local"))
        return [{ provider, id }];
      ctx.addIssue({ code: "custom", message: NAMED });
      return [];
    }),
  )
  .optional();
/** A key goes into a header: a stray space or line break must not surface there. */
const apiKey = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, "a key without spaces or line breaks")
  .optional();

const schema = z.object({
  PORT: wholeNumber(3000, 1, 65_535),
  DATA_DIR: z.string().default(".data"),
  APP_BASE_URL: address,
  DATABASE_URL: z.string().refine(namesDatabase, POSTGRES_ADDRESS).optional(),
  UPSTASH_REDIS_REST_URL: address,
  UPSTASH_REDIS_REST_TOKEN: secret,
  QSTASH_URL: address,
  QSTASH_TOKEN: secret,
  QSTASH_CURRENT_SIGNING_KEY: secret,
  QSTASH_NEXT_SIGNING_KEY: secret,
  BETTER_AUTH_SECRET: z.string().min(32, "at least 32 characters").optional(),
  SETUP_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  TRUST_PROXY: flag(false),
  SCAN_PROXY_URL: address,
  SOURCES_MODE: z.enum(["live", "sample"], "live or sample").optional(),
  HOME_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "an ISO 4217 code such as USD")
    .default("USD"),
  REQUIRE_MANUAL_APPROVAL: flag(true),
  AUTO_POST_ENABLED: flag(false),
  DAILY_BUDGET_USD: dollars("5"),
  PRODUCT_BUDGET_USD: dollars("0.25"),
  MODEL_PAUSE_MS: wholeNumber(800, 0, 60_000),
  ANALYZE_PER_TICK: wholeNumber(3, 0, 200),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], "trace, debug, info, warn, error or silent")
    .default("info"),
  FIRST_RUN_PRODUCTS: wholeNumber(6, 0, 50),
  FAILPOINT: z.string().optional(),
  REDDIT_CLIENT_ID: secret,
  REDDIT_CLIENT_SECRET: secret,
  REDDIT_USER_NAME: secret,
  REDDIT_FEED_TOKEN: secret,
  TIKTOK_COOKIE: secret,
  INSTAGRAM_USER_ID: secret,
  INSTAGRAM_ACCESS_TOKEN: secret,
  PINTEREST_ACCESS_TOKEN: secret,
  AMAZON_CREATORS_ID: secret,
  AMAZON_CREATORS_SECRET: secret,
  AMAZON_PARTNER_TAG: secret,
  AMAZON_CREATORS_VERSION: z
    .enum(
      ["2.1", "2.2", "2.3", "3.1", "3.2", "3.3"],
      "the version that stands beside the credential, such as 3.1",
    )
    .optional(),
  SCAN_BROWSER_URL: z
    .url({ protocol: /^(https?|wss?)$/, error: "an address that begins with wss:// or https://" })
    .optional(),
  GROQ_API_KEY: apiKey,
  GROQ_BASE_URL: address.default("https://api.groq.com/openai/v1"),
  PERPLEXITY_API_KEY: apiKey,
  PERPLEXITY_BASE_URL: address.default("https://api.perplexity.ai"),
  OPENAI_COMPATIBLE_BASE_URL: address,
  OPENAI_COMPATIBLE_API_KEY: apiKey,
  MODEL_REASONING: modelNames,
  MODEL_BROAD: modelNames,
  MODEL_FAST: modelNames,
  MODEL_WEB: modelNames,
  VERCEL: z.string().optional(),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  NEXT_PHASE: z.string().optional(),
});

export type Env = z.infer<typeof schema> & {
  /** True where the platform is Vercel: nothing embedded can live there. */
  hosted: boolean;
  /** Where this application is reached; the audience of every signature. No trailing slash. */
  baseUrl: string;
  sourcesMode: "live" | "sample";
};

/** Reads settings from any record. Throws MisconfiguredError with one line per wrong setting. */
export function parseEnv(record: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")} must be ${issue.message}`);
    throw new MisconfiguredError(`Wrong setting: ${lines.join("; ")}.`);
  }
  const env = parsed.data;
  const hosted = env.VERCEL !== undefined;
  const missing = hosted
    ? (
        [
          "DATABASE_URL",
          "UPSTASH_REDIS_REST_URL",
          "UPSTASH_REDIS_REST_TOKEN",
          "QSTASH_TOKEN",
          "QSTASH_CURRENT_SIGNING_KEY",
          "QSTASH_NEXT_SIGNING_KEY",
        ] as const
      ).filter((name) => env[name] === undefined)
    : [];
  if (missing.length > 0) {
    throw new MisconfiguredError(
      `Missing setting: ${missing.join(", ")}. Nothing embedded can run on this host; set them and deploy again.`,
    );
  }
  if (env.QSTASH_TOKEN && !(env.QSTASH_CURRENT_SIGNING_KEY && env.QSTASH_NEXT_SIGNING_KEY)) {
    throw new MisconfiguredError(
      "Missing setting: QSTASH_TOKEN needs QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY beside it.",
    );
  }
  if ((env.UPSTASH_REDIS_REST_URL === undefined) !== (env.UPSTASH_REDIS_REST_TOKEN === undefined)) {
    throw new MisconfiguredError(
      "Missing setting: UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN are needed together.",
    );
  }
  checkNamedModels(env);
  const anyAccount = [env.DATABASE_URL, env.QSTASH_TOKEN, env.UPSTASH_REDIS_REST_URL].some(Boolean);
  const host = env.VERCEL_PROJECT_PRODUCTION_URL;
  const baseUrl = env.APP_BASE_URL ?? (host ? `https://${host}` : `http://localhost:${env.PORT}`);
  return {
    ...env,
    hosted,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    sourcesMode: env.SOURCES_MODE ?? (anyAccount ? "live" : "sample"),
  };
}

/** What a provider of models needs before one of its models can be named. */
const NEEDED = {
  groq: "GROQ_API_KEY",
  perplexity: "PERPLEXITY_API_KEY",
  local: "OPENAI_COMPATIBLE_BASE_URL",
} as const;

function checkNamedModels(env: z.infer<typeof schema>): void {
  const settings = ["MODEL_REASONING", "MODEL_BROAD", "MODEL_FAST", "MODEL_WEB"] as const;
  for (const setting of settings) {
    for (const { provider, id } of env[setting] ?? []) {
      if (provider === "rules") continue;
      if (env[NEEDED[provider]] === undefined) {
        throw new MisconfiguredError(
          `Missing setting: ${setting} names ${provider}:${id}, which needs ${NEEDED[provider]}.`,
        );
      }
      if (setting === "MODEL_WEB" && provider === "local") {
        throw new MisconfiguredError(
          `Wrong setting: MODEL_WEB names local:${id}, which cannot search the web; name a model of groq or perplexity.`,
        );
      }
    }
  }
  const namesLocal = settings.some((setting) => env[setting]?.some(({ provider }) => provider === "local"));
  if (env.OPENAI_COMPATIBLE_BASE_URL !== undefined && !namesLocal) {
    throw new MisconfiguredError(
      "Missing setting: OPENAI_COMPATIBLE_BASE_URL is of no use before a role names a model of it, such as MODEL_FAST=local:llama3.1.",
    );
  }
}

let parsedOnce: Env | undefined;

/** The settings of this process. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env);
  return parsedOnce;
}

/** better-auth on our database: it checks passwords, makes sessions and signs their cookies. Nothing else of it is used. */
import { randomBytes } from "node:crypto";
import { betterAuth, type BetterAuthOptions } from "better-auth/minimal";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import type { Database } from "@/db/client";
import { ownKey } from "@/db/queries/own-keys";
import { findUser } from "@/db/queries/users";
import { accounts, sessions, users, verifications } from "@/db/schema";
import type { Env } from "../env";
import { logger } from "../platform/logger";
import { COOKIE_PREFIX } from "./cookie-names";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password-length";

/** After two weeks everybody signs in again. */
const SESSION_SECONDS = 14 * 24 * 60 * 60;

type Settings = Pick<Env, "baseUrl" | "BETTER_AUTH_SECRET">;

/** The options, also read by the test that compares them with the schema. */
export function authOptions(db: Database, env: Settings, secret: string) {
  return {
    appName: "Product Trend Automation",
    baseURL: env.baseUrl,
    secret,
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      // People come by invitation alone, and accept-invitation.ts writes them.
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_SECONDS },
    databaseHooks: {
      session: {
        create: {
          // Says no to a disabled person in the same words as to a wrong password.
          before: async (session) => {
            const user = await findUser(db, session.userId);
            return user !== null && user.disabledAt === null;
          },
        },
      },
    },
    // Ours count by address and by account, for every way in: theirs is not applied to calls from the server.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: env.baseUrl.startsWith("https://") },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => logger[level === "error" ? "warn" : "debug"]({ name: "better-auth" }, message),
    },
    // Last: it hands the cookies of every call to Next.
    plugins: [nextCookies()],
  } satisfies BetterAuthOptions;
}

function build(db: Database, env: Settings, secret: string) {
  return betterAuth(authOptions(db, env, secret));
}

type Auth = ReturnType<typeof build>;

const built = new WeakMap<Database, Promise<Auth>>();

/** The sign-in library on that database. Its secret is BETTER_AUTH_SECRET, or a key that the database keeps. */
export async function authOn({ db, env }: { db: Database; env: Settings }): Promise<Auth> {
  const found = built.get(db);
  if (found) return found;
  const making = secretOf(db, env).then((secret) => build(db, env, secret));
  built.set(db, making);
  // A database that was away for a moment must not be remembered as a failure.
  making.catch(() => built.delete(db));
  return making;
}

async function secretOf(db: Database, env: Settings): Promise<string> {
  return env.BETTER_AUTH_SECRET ?? ownKey(db, "sign-in secret", () => randomBytes(32).toString("base64url"));
}

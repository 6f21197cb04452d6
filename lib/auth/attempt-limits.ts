/** How often somebody may try a password or a link, and make a link. */
import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { TooManyRequestsError } from "../core/errors";
import type { Clock } from "../core/clock";
import { clearLimit, limit, takeBack } from "../platform/rate-limit/limit";

const WINDOW_SECONDS = 10 * 60;
/** An office behind one address signs in on a Monday; a list of stolen passwords is longer. */
const PER_ADDRESS = 30;
const PER_ACCOUNT = 10;
/** A whole team that forgot its passwords over the holidays takes two rounds. */
const LINKS_PER_PERSON = 10;

type Attempt = { redis: Redis; clock: Clock; address: string; account?: string };

const addressKey = (address: string) => `attempt:address:${address}`;
/** A digest: an address book has no place in Redis. */
const accountKey = (account: string) =>
  `attempt:account:${createHash("sha256").update(account.toLowerCase()).digest("base64url")}`;

/**
 * Counts an attempt by its address and by its account. Throws TooManyRequestsError when either has had enough.
 * Answers what takes the attempt back once it has succeeded: only guesses are limited, and an office that joins on a
 * Monday is one address.
 */
export async function countAttempt({
  redis,
  clock,
  address,
  account,
}: Attempt): Promise<{ succeeded(): Promise<void> }> {
  const at = clock.now().getTime();
  const counted = [{ key: addressKey(address), max: PER_ADDRESS }];
  if (account !== undefined) counted.push({ key: accountKey(account), max: PER_ACCOUNT });
  for (const { key, max } of counted) await countOne({ redis, at, key, max, what: "tries" });
  const succeeded = async () => {
    for (const { key } of counted)
      await takeBack({ redis, key, windowSeconds: WINDOW_SECONDS, now: () => at });
  };
  return { succeeded };
}

/** Counts a reset link that a person makes. Throws TooManyRequestsError when they made enough. */
export async function countResetLink({
  redis,
  clock,
  personId,
}: Pick<Attempt, "redis" | "clock"> & { personId: string }): Promise<void> {
  const key = `reset-links:${personId}`;
  await countOne({ redis, at: clock.now().getTime(), key, max: LINKS_PER_PERSON, what: "links" });
}

type Counted = { redis: Redis; at: number; key: string; max: number; what: string };

async function countOne({ redis, at, key, max, what }: Counted): Promise<void> {
  const answer = await limit({ redis, key, max, windowSeconds: WINDOW_SECONDS, now: () => at });
  if (answer.allowed) return;
  const minutes = Math.ceil(answer.retryAfterSeconds / 60);
  throw new TooManyRequestsError(
    `Too many ${what}. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    answer.retryAfterSeconds,
  );
}

/** Forgets the tries on an account: its owner got in. */
export async function forgetAttempts({
  redis,
  clock,
  account,
}: Omit<Attempt, "address"> & { account: string }): Promise<void> {
  await clearLimit({
    redis,
    key: accountKey(account),
    windowSeconds: WINDOW_SECONDS,
    now: () => clock.now().getTime(),
  });
}

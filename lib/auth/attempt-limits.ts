/** How often somebody may try a password or a link. */
import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { TooManyRequestsError } from "../core/errors";
import type { Clock } from "../core/clock";
import { clearLimit, limit } from "../platform/rate-limit/limit";

const WINDOW_SECONDS = 10 * 60;
/** An office behind one address signs in on a Monday; a list of stolen passwords is longer. */
const PER_ADDRESS = 30;
const PER_ACCOUNT = 10;

type Attempt = { redis: Redis; clock: Clock; address: string; account?: string };

const addressKey = (address: string) => `attempt:address:${address}`;
/** A digest: an address book has no place in Redis. */
const accountKey = (account: string) =>
  `attempt:account:${createHash("sha256").update(account.toLowerCase()).digest("base64url")}`;

/** Counts an attempt by its address and by its account. Throws TooManyRequestsError when either has had enough. */
export async function countAttempt({ redis, clock, address, account }: Attempt): Promise<void> {
  const now = () => clock.now().getTime();
  const counted = [{ key: addressKey(address), max: PER_ADDRESS }];
  if (account !== undefined) counted.push({ key: accountKey(account), max: PER_ACCOUNT });
  for (const { key, max } of counted) {
    const answer = await limit({ redis, key, max, windowSeconds: WINDOW_SECONDS, now });
    if (answer.allowed) continue;
    const minutes = Math.ceil(answer.retryAfterSeconds / 60);
    throw new TooManyRequestsError(
      `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      answer.retryAfterSeconds,
    );
  }
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

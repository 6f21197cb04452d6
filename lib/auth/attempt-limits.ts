/** How often somebody may try a password or a link, and make a link. */
import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { TooManyRequestsError } from "../core/errors";
import type { Clock } from "../core/clock";
import { clearLimit, limit } from "../platform/rate-limit/limit";

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

/** Counts an attempt by its address and by its account. Throws TooManyRequestsError when either has had enough. */
export async function countAttempt({ redis, clock, address, account }: Attempt): Promise<void> {
  const counted = [{ key: addressKey(address), max: PER_ADDRESS }];
  if (account !== undefined) counted.push({ key: accountKey(account), max: PER_ACCOUNT });
  for (const { key, max } of counted) await countOne({ redis, clock, key, max, what: "tries" });
}

/** Counts a reset link that a person makes. Throws TooManyRequestsError when they made enough. */
export async function countResetLink({
  redis,
  clock,
  personId,
}: Pick<Attempt, "redis" | "clock"> & { personId: string }): Promise<void> {
  await countOne({ redis, clock, key: `reset-links:${personId}`, max: LINKS_PER_PERSON, what: "links" });
}

type Counted = Pick<Attempt, "redis" | "clock"> & { key: string; max: number; what: string };

async function countOne({ redis, clock, key, max, what }: Counted): Promise<void> {
  const now = () => clock.now().getTime();
  const answer = await limit({ redis, key, max, windowSeconds: WINDOW_SECONDS, now });
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

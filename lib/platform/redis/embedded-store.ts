/**
 * The Redis commands we use, over a Map: what the embedded default has instead of a server. Answers and error
 * messages are those of Redis 7, and one contract test runs both. Nothing here survives the process.
 */
import { COMPARE_AND_SET } from "./compare-and-set";

type Entry = { value: string; expiresAtMs: number | undefined };
type Answer = string | number | null | (string | null)[];

/** A refusal as Redis words it. */
class RedisRefusal extends Error {}

const NOT_AN_INTEGER = "ERR value is not an integer or out of range";
/** After this many writes, what has expired and was never asked for again is thrown out. */
const SWEEP_EVERY = 1_000;

export class EmbeddedStore {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  #writes = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Runs one command: `["SET", "k", "v", "NX", "PX", "100"]`. Throws with Redis' own message. */
  run(command: readonly unknown[]): Answer {
    const [name = "", ...args] = command.map(String);
    switch (name.toUpperCase()) {
      case "PING":
        return "PONG";
      case "GET":
        return this.#live(arg(args, 0))?.value ?? null;
      case "MGET":
        return args.map((key) => this.#live(key)?.value ?? null);
      case "SET":
        return this.#set(arg(args, 0), arg(args, 1), args.slice(2));
      case "DEL":
        return count(args, (key) => this.#live(key) !== undefined && this.#entries.delete(key));
      case "EXISTS":
        return count(args, (key) => this.#live(key) !== undefined);
      case "INCR":
        return this.#add(arg(args, 0), 1);
      case "INCRBY":
        return this.#add(arg(args, 0), integer(arg(args, 1)));
      case "EXPIRE":
        return this.#expire(arg(args, 0), integer(arg(args, 1)) * 1_000);
      case "PEXPIRE":
        return this.#expire(arg(args, 0), integer(arg(args, 1)));
      case "PTTL":
        return this.#remainingMs(arg(args, 0));
      case "TTL": {
        const left = this.#remainingMs(arg(args, 0));
        return left < 0 ? left : Math.round(left / 1_000);
      }
      case "EVAL":
        // No Lua here: the product's one script is known by its text and done by hand.
        if (args[0] === COMPARE_AND_SET) return this.#compareAndSet(args.slice(2));
        throw unknownCommand(name);
      default:
        throw unknownCommand(name);
    }
  }

  #compareAndSet(args: readonly string[]): number {
    const key = arg(args, 0);
    if ((this.#live(key)?.value ?? "") !== arg(args, 1)) return 0;
    this.#write(key, { value: arg(args, 2), expiresAtMs: this.#now() + integer(arg(args, 3)) });
    return 1;
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAtMs === undefined || entry.expiresAtMs > this.#now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #write(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#writes += 1;
    if (this.#writes % SWEEP_EVERY === 0) for (const each of this.#entries.keys()) this.#live(each);
  }

  #set(key: string, value: string, options: string[]): Answer {
    const { onlyIf, lifetimeMs, keepLifetime } = setOptions(options);
    const before = this.#live(key);
    if (onlyIf === "NX" && before) return null;
    if (onlyIf === "XX" && !before) return null;
    const expiresAtMs =
      lifetimeMs === undefined ? (keepLifetime ? before?.expiresAtMs : undefined) : this.#now() + lifetimeMs;
    this.#write(key, { value, expiresAtMs });
    return "OK";
  }

  #add(key: string, by: number): number {
    const sum = safeSum(this.#live(key)?.value ?? "0", by);
    this.#write(key, { value: String(sum), expiresAtMs: this.#live(key)?.expiresAtMs });
    return sum;
  }

  #expire(key: string, afterMs: number): number {
    const entry = this.#live(key);
    if (!entry) return 0;
    if (afterMs <= 0) this.#entries.delete(key);
    else entry.expiresAtMs = this.#now() + afterMs;
    return 1;
  }

  #remainingMs(key: string): number {
    const entry = this.#live(key);
    if (!entry) return -2;
    return entry.expiresAtMs === undefined ? -1 : entry.expiresAtMs - this.#now();
  }
}

function unknownCommand(name: string): RedisRefusal {
  return new RedisRefusal(`ERR unknown command '${name}': the embedded store has only what the product uses`);
}

function arg(args: readonly string[], at: number): string {
  const value = args[at];
  if (value === undefined) throw new RedisRefusal("ERR wrong number of arguments");
  return value;
}

function count(keys: readonly string[], counts: (key: string) => boolean): number {
  return keys.filter(counts).length;
}

function integer(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new RedisRefusal(NOT_AN_INTEGER);
  return value;
}

function safeSum(text: string, by: number): number {
  return integer(String(integer(text) + by));
}

type SetOptions = { onlyIf: "NX" | "XX" | undefined; lifetimeMs: number | undefined; keepLifetime: boolean };

function setOptions(given: readonly string[]): SetOptions {
  const options: SetOptions = { onlyIf: undefined, lifetimeMs: undefined, keepLifetime: false };
  for (let at = 0; at < given.length; at += 1) {
    // The official client writes its options in lower case.
    const option = arg(given, at).toUpperCase();
    if (option === "NX" || option === "XX") options.onlyIf = option;
    else if (option === "KEEPTTL") options.keepLifetime = true;
    else if (option === "EX" || option === "PX") {
      at += 1;
      const lifetime = integer(arg(given, at));
      if (lifetime <= 0) throw new RedisRefusal("ERR invalid expire time in 'set' command");
      options.lifetimeMs = option === "EX" ? lifetime * 1_000 : lifetime;
    } else throw new RedisRefusal("ERR syntax error");
  }
  return options;
}

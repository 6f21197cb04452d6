/** A database whose process can die: from then on every statement fails, and an open transaction is rolled back. */
import type { Database } from "@/db/client";

export class Killed extends Error {}

export type Life = { alive: boolean };

/** Wraps a database or a transaction: once `life.alive` is false, nothing reaches it any more. */
export function mortal(db: Database, life: Life): Database {
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (!life.alive) throw new Killed("The process is dead.");
        const [callback, ...rest] = args;
        if (name === "transaction" && typeof callback === "function") {
          const wrapped = async (tx: Database): Promise<unknown> => {
            const result: unknown = await callback(mortal(tx, life));
            // Dead before the commit: the server rolls back what a lost connection has begun.
            if (!life.alive) throw new Killed("The process is dead.");
            return result;
          };
          return Reflect.apply(value, target, [wrapped, ...rest]) as unknown;
        }
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}

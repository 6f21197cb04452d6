/** What every verb gets: who acts, on which database, at what time. */
import type { Clock } from "./core/clock";
import { systemClock } from "./core/clock";
import { newId } from "./core/ids";
import type { Role } from "./core/words";
import type { Database } from "@/db/client";
import { db } from "@/db/client";
import { env, type Env } from "./env";

export type Actor =
  | { kind: "person"; id: string; name: string; role: Role }
  /** `schedule` for cron tasks and steps, `policy` for decisions by rule, `system` for the boot. */
  | { kind: "machine"; id: "schedule" | "policy" | "system"; name: string };

export type Ctx = { actor: Actor; db: Database; clock: Clock; requestId: string; env: Env };

export const SCHEDULE: Actor = { kind: "machine", id: "schedule", name: "Schedule" };
export const SYSTEM: Actor = { kind: "machine", id: "system", name: "System" };
export const POLICY: Actor = { kind: "machine", id: "policy", name: "Policy" };

/** A context on the database of this process. */
export function createCtx(actor: Actor, requestId = newId("req")): Ctx {
  return { actor, db: db(), clock: systemClock, requestId, env: env() };
}

/** The same context inside a transaction. */
export function within(ctx: Ctx, tx: Database): Ctx {
  return { ...ctx, db: tx };
}

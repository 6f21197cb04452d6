import { setImmediate as turnOfTheEventLoop } from "node:timers/promises";
import type { Ctx } from "@/lib/ctx";
import { listDue, markReceived, nextDue } from "@/db/queries/outbox";
import { executeStep, isFinal } from "./execute";

/** Deliveries of one message before it is given up, as the queue would. */
const TRIES = 4;

/**
 * Delivers due messages in this process until none is left: the same rows and the same executor as with a
 * queue, without one. For commands that run without a server. Answers when the first of those is due that wait for later, such
 * as for their turn at a model; null where none does.
 */
export async function drain({ ctx }: { ctx: Ctx }): Promise<Date | null> {
  for (;;) {
    const due = await listDue(ctx.db, ctx.clock.now(), 50);
    if (due.length === 0) return nextDue(ctx.db, ctx.clock.now());
    for (const step of due) {
      // The embedded database answers without ever waiting: between two steps a signal must be heard.
      await turnOfTheEventLoop();
      await deliver(ctx, step);
      await markReceived(ctx.db, step.id, ctx.clock.now());
    }
  }
}

async function deliver(ctx: Ctx, message: { id: number; step: string; payload: object }): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      await executeStep({ ctx, step: message.step, body: { ...message.payload, outboxId: message.id } });
      return;
    } catch (thrown) {
      // The reason stands on the step's own row, where the command's answer shows it.
      if (isFinal(thrown)) return;
    }
  }
}

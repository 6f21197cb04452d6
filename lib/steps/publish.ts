/** From the outbox to the queue, after commit. What does not arrive is published again by the health task. */
import { env } from "@/lib/env";
import { messageOf } from "@/lib/core/errors";
import { logger } from "@/lib/platform/logger";
import { qstash } from "@/lib/platform/qstash/client";
import type { DueStep } from "@/db/queries/outbox";

/** Redeliveries of a step that answers 500; more is the health task's business. */
const RETRIES = 3;
/** Longer than `maxDuration` of a step, so that the queue never gives up on one that still works. */
const TIMEOUT_SECONDS = 130;

/**
 * Which outside service a step speaks to: the queue delivers one of its messages at a time. The names keep to
 * what QStash takes in a key.
 */
function flowOf({ step, payload }: DueStep): { key: string; parallelism: number } | undefined {
  if (step === "scan-source" && payload["source"])
    return { key: `source.${payload["source"]}`, parallelism: 1 };
  if (step === "post-listing" && payload["market"])
    return { key: `market.${payload["market"]}`, parallelism: 1 };
  return undefined;
}

type Publisher = (step: DueStep) => Promise<void>;

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __publisher?: Publisher | undefined };

/** Replaces the way to the queue: the pipeline command delivers in its own process. */
export function usePublisher(publisher: Publisher | undefined): void {
  holder.__publisher = publisher;
}

async function publishToQueue(step: DueStep): Promise<void> {
  const base = env().baseUrl;
  const flowControl = flowOf(step);
  await qstash().publishJSON({
    url: `${base}/api/steps/${step.step}`,
    body: { outboxId: step.id, ...step.payload },
    deduplicationId: step.dedupeId,
    retries: RETRIES,
    timeout: TIMEOUT_SECONDS,
    failureCallback: `${base}/api/qstash/failed`,
    label: step.step,
    ...(flowControl ? { flowControl } : {}),
    ...(step.notBefore ? { notBefore: Math.ceil(step.notBefore.getTime() / 1000) } : {}),
  });
}

/** Publishes due steps side by side. A failure is logged and left to the sweep: the rows stand. */
export async function publish(steps: readonly DueStep[]): Promise<void> {
  const send = holder.__publisher ?? publishToQueue;
  await Promise.all(
    steps.map(async (step) => {
      try {
        await send(step);
      } catch (thrown) {
        logger.warn(
          { step: step.step, outboxId: step.id, error: messageOf(thrown) },
          "A step was not published",
        );
      }
    }),
  );
}

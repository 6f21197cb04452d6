import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { PageLink } from "@/app/_ui/page-link";
import { Time } from "@/app/_ui/time";
import type { listStuckMessages } from "@/db/queries/pages/health";
import type { listFailedRuns } from "@/db/queries/pages/today";
import type { QueueState } from "@/lib/health/read-queue";
import { resumeForm } from "../runs/actions";

type FailuresProps = {
  failedRuns: Awaited<ReturnType<typeof listFailedRuns>>;
  stuck: Awaited<ReturnType<typeof listStuckMessages>>;
  queue: QueueState;
  mayResume: boolean;
  now: Date;
};

const LIST = "divide-y divide-line rounded-lg border border-line bg-surface text-sm";

/** What needs a hand: runs that failed, messages that are stuck, messages that the queue has given up. */
export function Failures({ failedRuns, stuck, queue, mayResume, now }: FailuresProps) {
  return (
    <>
      <Section id="failed-runs" title="Failed runs">
        {failedRuns.length === 0 ? (
          <Fine>No run stands failed.</Fine>
        ) : (
          <ul className={LIST}>
            {failedRuns.map((run) => (
              <li key={run.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                <span className="min-w-0 flex-1 basis-60">
                  <PageLink href={`/runs/${run.id}`} className="font-medium underline underline-offset-2">
                    {run.title}
                  </PageLink>
                  <span className="block text-xs break-words text-bad">
                    {run.error ?? "Its failed step says why."}
                  </span>
                  <span className="block text-xs text-muted">
                    Run {run.id}, failed <Time at={run.failedAt} now={now} none="at an unknown time" />
                  </span>
                </span>
                {mayResume ? (
                  <form action={resumeForm}>
                    <input type="hidden" name="runId" value={run.id} />
                    <input type="hidden" name="back" value="/health" />
                    <Button>
                      <Icon name="play" />
                      Resume<span className="sr-only"> run {run.id}</span>
                    </Button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        id="stuck"
        title="Stuck messages"
        about="Written, due for more than ten minutes, and received by nobody. The health task publishes them again."
      >
        {stuck.length === 0 ? (
          <Fine>No message is stuck.</Fine>
        ) : (
          <ul className={LIST}>
            {stuck.map((message) => (
              <li key={message.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
                <span className="font-medium">{message.step}</span>
                <code className="text-xs break-all text-muted">{JSON.stringify(message.payload)}</code>
                <span className="text-xs text-muted">
                  written <Time at={message.createdAt} now={now} />, published again{" "}
                  {formatCount(message.republished)} {message.republished === 1 ? "time" : "times"}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        id="dead-letters"
        title="Dead letters"
        about="Messages that the queue gave up after its retries. The health task takes up what they were for; what failed for good stands above."
      >
        <DeadLetters queue={queue} now={now} />
      </Section>
    </>
  );
}

function DeadLetters({ queue, now }: { queue: QueueState; now: Date }) {
  if (queue.deadLetters === null) return <Fine>Unknown: the queue did not answer.</Fine>;
  if (queue.deadLetters.length === 0) return <Fine>The queue has given up no message.</Fine>;
  return (
    <>
      <ul className={LIST}>
        {queue.deadLetters.map((letter) => (
          <li key={letter.id} className="px-4 py-3">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-medium">{letter.work}</span>
              <Badge tone="bad">{letter.status === null ? "No answer" : `Answered ${letter.status}`}</Badge>
              <span className="text-xs text-muted">
                <Time at={letter.at} now={now} />
              </span>
            </p>
            {letter.body ? <code className="block text-xs break-all text-muted">{letter.body}</code> : null}
            {letter.answer ? <p className="text-xs break-all text-muted">{letter.answer}</p> : null}
          </li>
        ))}
      </ul>
      {queue.more ? <p className="mt-2 text-xs text-muted">There are older ones.</p> : null}
    </>
  );
}

function Fine({ children }: { children: ReactNode }) {
  return <p className="rounded-lg border border-line bg-surface px-4 py-3 text-sm text-muted">{children}</p>;
}

import type { Metadata } from "next";
import { Section } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { listUnsettled } from "@/db/queries/pages/calls";
import { countRuleReports, listStuckMessages } from "@/db/queries/pages/health";
import { listFailedRuns } from "@/db/queries/pages/today";
import { newestTask } from "@/db/queries/tasks";
import { may } from "@/lib/auth/permissions";
import { MINUTE_MS } from "@/lib/core/clock";
import { readModels } from "@/lib/health/read-models";
import { readQueue } from "@/lib/health/read-queue";
import { readQuota } from "@/lib/models/read-quota";
import { readTasks } from "@/lib/health/read-tasks";
import { FEWEST_RUNS, REVIEW_ALARM_ABOVE, verdictMix } from "@/lib/health/verdict-mix";
import { teamCtx } from "../team-ctx";
import { Failures } from "./failures";
import { Models } from "./models";
import { Probes } from "./probes";
import { Quota } from "./quota";
import { Tasks } from "./tasks";
import { Unsettled } from "./unsettled";
import { Verdicts } from "./verdicts";

export const metadata: Metadata = { title: "Health" };

/** A message that is still not received this long after its next try was due is stuck. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;
/** A call takes seconds: what is not settled after this was lost on the way. */
const UNSETTLED_AFTER_MS = 5 * MINUTE_MS;
const LIMIT = 20;

export default async function HealthPage() {
  const { person, ctx, now } = await teamCtx();
  const dayStart = new Date(now);
  dayStart.setUTCHours(0, 0, 0, 0);
  const [tasks, queue, check, quota, ruleReports, failedRuns, stuck, mix, plans, unsettled] =
    await Promise.all([
      readTasks({ ctx }),
      readQueue(),
      newestTask(ctx.db, "health", "done"),
      readQuota({ ctx }),
      countRuleReports(ctx.db, dayStart),
      listFailedRuns(ctx.db, LIMIT),
      listStuckMessages(ctx.db, new Date(now.getTime() - STUCK_AFTER_MS), LIMIT),
      verdictMix({ ctx }),
      readModels({ ctx }),
      listUnsettled(ctx.db, new Date(now.getTime() - UNSETTLED_AFTER_MS), LIMIT),
    ]);
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Health"
        about="What runs by itself, how it went, and what needs a hand. What was planned stands beside it."
      />
      <Section id="tasks" title="Tasks" className="mt-0">
        <Tasks tasks={tasks} next={queue.next} now={now} />
      </Section>
      <Section
        id="verdicts"
        title="Verdicts"
        about={`Of the last hundred analyses. From ${FEWEST_RUNS} on, more than ${REVIEW_ALARM_ABOVE * 100}% left for review is an alarm: the rules then decide too little.`}
      >
        <Verdicts mix={mix} />
      </Section>
      <Section id="models" title="Models">
        <Models plans={plans} now={now} />
      </Section>
      <Section
        id="quota"
        title="Provider quota"
        about="Used since midnight UTC, and what the providers’ limits leave for new work today, by their own answers."
      >
        <Quota quota={quota} ruleReports={ruleReports} />
      </Section>
      <Section
        id="unsettled"
        title="Calls not settled"
        about="Money that was reserved for a call more than five minutes ago, and that counts as spent until then. After ten minutes the health task settles it with all that was reserved, as an estimate."
      >
        <Unsettled calls={unsettled} now={now} />
      </Section>
      <Section id="probes" title="What it stands on">
        <Probes check={check} now={now} />
      </Section>
      <Failures
        failedRuns={failedRuns}
        stuck={stuck}
        queue={queue}
        mayResume={may(person.role, "decide")}
        now={now}
      />
    </>
  );
}

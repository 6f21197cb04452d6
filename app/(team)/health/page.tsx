import type { Metadata } from "next";
import { Section } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { countRuleReports, listStuckMessages, readModelUse } from "@/db/queries/pages/health";
import { listFailedRuns } from "@/db/queries/pages/today";
import { newestTask } from "@/db/queries/tasks";
import { may } from "@/lib/auth/permissions";
import { MINUTE_MS } from "@/lib/core/clock";
import { readQueue } from "@/lib/health/read-queue";
import { readTasks } from "@/lib/health/read-tasks";
import { teamCtx } from "../team-ctx";
import { Failures } from "./failures";
import { Probes } from "./probes";
import { Quota } from "./quota";
import { Tasks } from "./tasks";

export const metadata: Metadata = { title: "Health" };

/** A message that is still not received this long after its next try was due is stuck. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;
const LIMIT = 20;

export default async function HealthPage() {
  const { person, ctx, now } = await teamCtx();
  const dayStart = new Date(now);
  dayStart.setUTCHours(0, 0, 0, 0);
  const [tasks, queue, check, use, ruleReports, failedRuns, stuck] = await Promise.all([
    readTasks({ ctx }),
    readQueue(),
    newestTask(ctx.db, "health", "done"),
    readModelUse(ctx.db, dayStart),
    countRuleReports(ctx.db, dayStart),
    listFailedRuns(ctx.db, LIMIT),
    listStuckMessages(ctx.db, new Date(now.getTime() - STUCK_AFTER_MS), LIMIT),
  ]);
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Health"
        about="What runs by itself, how it went, and what needs a hand. The design’s figures stand beside ours."
      />
      <Section id="tasks" title="Tasks" className="mt-0">
        <Tasks tasks={tasks} next={queue.next} now={now} />
      </Section>
      <Section
        id="quota"
        title="Provider quota"
        about="Used since midnight UTC, and what is left of the day."
      >
        <Quota use={use} ruleReports={ruleReports} />
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

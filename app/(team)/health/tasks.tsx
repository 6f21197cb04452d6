import type { ReactNode } from "react";
import { Badge, type Tone } from "@/app/_ui/badge";
import { formatCount, formatDuration, UNKNOWN } from "@/app/_ui/format";
import { StackingTable } from "@/app/_ui/stacking-table";
import { Time } from "@/app/_ui/time";
import type { CronTask } from "@/lib/core/words";
import type { QueueState } from "@/lib/health/read-queue";
import type { TaskFigures } from "@/lib/health/read-tasks";
import { SCHEDULES } from "@/lib/steps/schedules";

const TASKS: Record<
  CronTask,
  { label: string; unit: string; design: { duration: string; throughput: string } }
> = {
  scan: {
    label: "Scan",
    unit: "items in the last hour",
    design: { duration: "about 25 s", throughput: "53 products an hour" },
  },
  discover: {
    label: "Discover",
    unit: "keywords in the last discovery",
    design: { duration: "about 40 s", throughput: "20–30 keywords each time" },
  },
  analyze: {
    label: "Analyse",
    unit: "products in the last hour",
    design: { duration: "17–20 s a product", throughput: "up to 180 an hour" },
  },
  health: {
    label: "Health",
    unit: "",
    design: { duration: "not planned", throughput: "not planned" },
  },
};

const OUTCOMES: Record<NonNullable<TaskFigures["outcome"]>, { label: string; tone: Tone }> = {
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  paused: { label: "Paused", tone: "warn" },
};

type TasksProps = { tasks: readonly TaskFigures[]; next: QueueState["next"]; now: Date };

/** Each task: its last run, how long its work took and how much it got through, beside the original design. */
export function Tasks({ tasks, next, now }: TasksProps) {
  return (
    <StackingTable
      caption="Tasks, with the figures of the original design"
      rows={tasks}
      keyOf={(row) => row.task}
      columns={[
        {
          label: "Task",
          head: true,
          cell: ({ task }) => (
            <>
              {TASKS[task].label}
              <span className="block text-xs font-normal text-muted">{SCHEDULES[task].what}</span>
            </>
          ),
        },
        {
          label: "Last run",
          cell: (row) => (
            <Figure
              figure={<Time at={row.lastAt} now={now} />}
              beside={row.outcome ? <Outcome outcome={row.outcome} error={row.error} /> : null}
            />
          ),
        },
        {
          label: "Took",
          cell: (row) => (
            <Figure
              figure={formatDuration(row.durationMs)}
              beside={row.durationMs === null ? null : row.durationOf}
            />
          ),
        },
        { label: "Took, as planned", cell: ({ task }) => <Design>{TASKS[task].design.duration}</Design> },
        {
          label: "Throughput",
          cell: ({ task, throughput }) =>
            task === "health" ? (
              <Design>not measured</Design>
            ) : (
              <Figure
                figure={formatCount(throughput)}
                beside={throughput === null ? null : TASKS[task].unit}
              />
            ),
        },
        {
          label: "Throughput, as planned",
          cell: ({ task }) => <Design>{TASKS[task].design.throughput}</Design>,
        },
        {
          label: "Next due",
          cell: ({ task }) =>
            next === null ? UNKNOWN : <Time at={next[task] ?? null} now={now} none="not scheduled" />,
        },
      ]}
    />
  );
}

function Figure({ figure, beside }: { figure: ReactNode; beside: ReactNode }) {
  return (
    <>
      <span className="figures font-medium">{figure}</span>
      {beside ? <span className="block text-xs text-muted">{beside}</span> : null}
    </>
  );
}

function Design({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}

function Outcome({ outcome, error }: { outcome: NonNullable<TaskFigures["outcome"]>; error: string | null }) {
  return (
    <>
      <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].label}</Badge>
      {error ? <span className="mt-1 block max-w-60 text-xs break-words text-bad">{error}</span> : null}
    </>
  );
}

import type { Metadata } from "next";
import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { AGENT_DAYS, readAgents, type AgentRecord } from "@/lib/analytics/read-agents";
import type { AgentId } from "@/lib/core/words";
import { teamCtx } from "../team-ctx";
import { AgentFacts } from "./agent-figures";
import { FiguresNote, RulesBanner } from "./figures-note";
import { ROLE_WORDS } from "./role-words";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const { ctx } = await teamCtx();
  const records = await readAgents({ ctx });
  return (
    <>
      <PageHeader
        title="Agents"
        about={`Eleven specialists and a coordinator look at every product, in this order. What they say must stand on evidence; who has none abstains. Figures of the last ${AGENT_DAYS} days.`}
      />
      <RulesBanner records={records} />
      <ol className="grid gap-4">
        {records.map((record, index) => (
          <li key={record.agent} className="min-w-0">
            <AgentCard record={record} place={index + 1} />
          </li>
        ))}
      </ol>
      <FiguresNote />
    </>
  );
}

function AgentCard({ record, place }: { record: AgentRecord; place: number }) {
  const agent = AGENTS[record.agent];
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold">
          <PageLink
            href={`/agents/${agent.id}`}
            className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {place}. {agent.title}
          </PageLink>
        </h2>
        {record.figures?.models.map((model) => (
          <ModelBadge key={model} model={model} />
        ))}
        {record.figures ? null : <Badge>Not asked yet</Badge>}
      </div>
      <p className="text-sm text-muted">{agent.persona}</p>
      <p className="mt-1 text-sm">{agent.task}</p>
      <p className="mt-1 text-xs text-muted">
        {ROLE_WORDS[agent.role]} · reads {readsWords(agent.reads)} · prompt version {agent.version}
        {olderWords(record, agent.version)}
      </p>
      <div className="mt-4">
        <AgentFacts record={record} />
      </div>
    </Card>
  );
}

function readsWords(reads: readonly AgentId[]): string {
  if (reads.length === 0) return "the evidence alone";
  const names = reads.map((id) => AGENTS[id].title.toLowerCase());
  return `the evidence and the reports of ${new Intl.ListFormat("en").format(names)}`;
}

/** Says that the figures mix versions, where they do. */
function olderWords({ figures }: AgentRecord, version: string): string {
  const older = figures?.versions.filter((each) => each !== version).length ?? 0;
  if (older === 0) return "";
  return `, and ${older} older ${older === 1 ? "one" : "ones"} in these figures`;
}

import type { Metadata } from "next";
import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { readAgentFigures, type AgentFigures } from "@/db/queries/pages/agents";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { teamCtx } from "../team-ctx";
import { AgentFacts } from "./agent-figures";
import { ROLE_WORDS } from "./role-words";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const { ctx } = await teamCtx();
  const figures = await readAgentFigures(ctx.db);
  return (
    <>
      <PageHeader
        title="Agents"
        about="Eleven specialists and a coordinator look at every product, in this order. What they say must stand on evidence; who has none abstains."
      />
      <ol className="grid gap-4">
        {AGENT_IDS.map((id, index) => (
          <li key={id} className="min-w-0">
            <AgentCard id={id} place={index + 1} figures={figures.find((row) => row.agent === id) ?? null} />
          </li>
        ))}
      </ol>
    </>
  );
}

function AgentCard({ id, place, figures }: { id: AgentId; place: number; figures: AgentFigures | null }) {
  const agent = AGENTS[id];
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg font-semibold">
          <PageLink
            href={`/agents/${id}`}
            className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {place}. {agent.title}
          </PageLink>
        </h2>
        {figures?.models.map((model) => (
          <ModelBadge key={model} model={model} />
        ))}
        {figures ? null : <Badge>Not asked yet</Badge>}
      </div>
      <p className="text-sm text-muted">{agent.persona}</p>
      <p className="mt-1 text-sm">{agent.task}</p>
      <p className="mt-1 text-xs text-muted">
        {ROLE_WORDS[agent.role]} · reads {readsWords(agent.reads)} · version {agent.version}
      </p>
      <div className="mt-4">
        <AgentFacts figures={figures} />
      </div>
    </Card>
  );
}

function readsWords(reads: readonly AgentId[]): string {
  if (reads.length === 0) return "the evidence alone";
  const names = reads.map((id) => AGENTS[id].title.toLowerCase());
  return `the evidence and the reports of ${new Intl.ListFormat("en").format(names)}`;
}

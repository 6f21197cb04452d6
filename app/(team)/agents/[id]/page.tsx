import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AGENTS } from "@/agents/roster";
import { Badge, ModelBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card, Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatScore } from "@/app/_ui/format";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Time } from "@/app/_ui/time";
import { listAgentReports, readAgentFigures } from "@/db/queries/pages/agents";
import { AGENT_IDS } from "@/lib/core/words";
import { teamCtx } from "../../team-ctx";
import { AgentFacts } from "../agent-figures";
import { ROLE_WORDS } from "../role-words";

const REPORTS = 15;

type Params = { params: Promise<{ id: string }> };

const agentOf = async ({ params }: Params) => {
  const { id } = await params;
  const known = AGENT_IDS.find((agent) => agent === id);
  return known ? AGENTS[known] : null;
};

export async function generateMetadata(props: Params): Promise<Metadata> {
  return { title: (await agentOf(props))?.title ?? "Agent" };
}

export default async function AgentPage(props: Params) {
  const { ctx, now } = await teamCtx();
  const agent = await agentOf(props);
  if (!agent) notFound();
  const [figures, reports] = await Promise.all([
    readAgentFigures(ctx.db),
    listAgentReports(ctx.db, agent.id, REPORTS),
  ]);
  return (
    <>
      <PageHeader
        title={agent.title}
        about={
          <>
            <p>{agent.persona}</p>
            <p>{agent.task}</p>
          </>
        }
        actions={<ButtonLink href="/agents">All agents</ButtonLink>}
      />
      <Card>
        <AgentFacts figures={figures.find((row) => row.agent === agent.id) ?? null} />
        <p className="mt-4 text-sm text-muted">
          {ROLE_WORDS[agent.role]}. It reads the evidence
          {agent.reads.length === 0
            ? " alone."
            : `, and the ${agent.reads.length === 1 ? "report" : "reports"} of:`}
        </p>
        <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-sm empty:hidden">
          {agent.reads.map((id) => (
            <li key={id}>
              <PageLink href={`/agents/${id}`} className="underline underline-offset-2">
                {AGENTS[id].title}
              </PageLink>
            </li>
          ))}
        </ul>
      </Card>
      <Section id="reports" title="Newest reports">
        {reports.length === 0 ? (
          <EmptyState icon="agents" title="It has not written a report yet">
            <p>Every analysis asks all twelve agents, one after the other.</p>
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {reports.map((report) => (
              <li key={report.id}>
                <PageLink
                  href={`/products/${report.productId}`}
                  className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-sunken sm:grid-cols-[1fr_auto]"
                >
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{report.title}</span>
                    <span className="line-clamp-2 text-xs text-muted">
                      <Time at={report.finishedAt} now={now} /> · {report.said}
                    </span>
                  </span>
                  <span className="flex flex-wrap content-start gap-1.5">
                    {report.reportStatus === "abstained" ? (
                      <Badge>Abstained</Badge>
                    ) : (
                      <Badge tone="info">Score {formatScore(report.score)}</Badge>
                    )}
                    {report.model ? <ModelBadge model={report.model} /> : null}
                  </span>
                </PageLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        id="instructions"
        title="Instructions"
        about={`The text that a model gets before the evidence, word for word. Version ${agent.version}.`}
      >
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="overflow-x-auto rounded-lg border border-line bg-surface p-4 text-xs leading-5 whitespace-pre-wrap sm:p-5 sm:text-sm"
        >
          {agent.instructions()}
        </pre>
      </Section>
    </>
  );
}

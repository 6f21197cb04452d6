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
import { StackingTable } from "@/app/_ui/stacking-table";
import { listAgentReports, listAgentVersions } from "@/db/queries/pages/agents";
import { AGENT_DAYS, readAgents } from "@/lib/analytics/read-agents";
import { AGENT_IDS } from "@/lib/core/words";
import { teamCtx } from "../../team-ctx";
import { AgentFacts } from "../agent-figures";
import { FiguresNote, RulesBanner } from "../figures-note";
import { ROLE_WORDS } from "../role-words";
import { Instructions } from "./instructions";
import { schemaFields } from "./schema-fields";
import { Versions } from "./versions";

const REPORTS = 15;
const VERSIONS = 12;

type Params = { params: Promise<{ id: string }> };

const agentOf = async ({ params }: Params) => {
  const { id } = await params;
  const known = AGENT_IDS.find((agent) => agent === id);
  return known ? AGENTS[known] : null;
};

export async function generateMetadata(props: Params): Promise<Metadata> {
  return { title: (await agentOf(props))?.title ?? "Not found" };
}

export default async function AgentPage(props: Params) {
  const { ctx, now } = await teamCtx();
  const agent = await agentOf(props);
  if (!agent) notFound();
  const [records, reports, versions] = await Promise.all([
    readAgents({ ctx }),
    listAgentReports(ctx.db, agent.id, REPORTS),
    listAgentVersions(ctx.db, agent.id, VERSIONS),
  ]);
  const own = records.filter((record) => record.agent === agent.id);
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
      <RulesBanner records={own} />
      <Card>
        <h2 className="mb-3 text-sm text-muted">The last {AGENT_DAYS} days</h2>
        {own.map((record) => (
          <AgentFacts key={record.agent} record={record} />
        ))}
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
        <FiguresNote />
      </Card>
      {versions.length === 0 ? null : (
        <Section
          id="versions"
          title="Versions over time"
          about="A version changes whenever the instructions or the fields of the report do."
        >
          <Versions rows={versions} current={agent.version} now={now} />
        </Section>
      )}
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
                    <span className="line-clamp-2 font-medium wrap-anywhere">{report.title}</span>
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
        id="fields"
        title="Fields of its report"
        about="What a full report must hold. A report without enough evidence abstains, and gives its reason instead."
      >
        <StackingTable
          caption="Fields of the report"
          rows={schemaFields(agent)}
          keyOf={(field) => field.name}
          columns={[
            {
              label: "Field",
              head: true,
              cell: (field) => <code className="font-mono text-xs sm:text-sm">{field.name}</code>,
            },
            { label: "Holds", cell: (field) => field.what },
            { label: "May be unknown", cell: (field) => (field.nullable ? "yes" : "no") },
          ]}
        />
      </Section>
      <Section
        id="instructions"
        title="Instructions"
        about={`The text that a model gets before the evidence. Version ${agent.version}.`}
      >
        <Instructions source={agent.instructions()} />
      </Section>
    </>
  );
}

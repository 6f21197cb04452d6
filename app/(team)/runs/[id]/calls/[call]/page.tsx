import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card, Section } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { formatCount, formatDuration, formatUsd } from "@/app/_ui/format";
import { PageHeader } from "@/app/_ui/page-header";
import { Time } from "@/app/_ui/time";
import { readCallBodies } from "@/db/queries/pages/calls";
import { may } from "@/lib/auth/permissions";
import { teamCtx } from "../../../../team-ctx";
import { rowId } from "../../../row-id";
import { CallBody } from "./call-body";

export const metadata: Metadata = { title: "Model call" };

type Params = { params: Promise<{ id: string; call: string }> };

/** What was sent to a model and what came back, word for word: for admins only. */
export default async function CallPage({ params }: Params) {
  const { person, ctx, now } = await teamCtx();
  const ids = await params;
  const [id, callId] = [rowId.safeParse(ids.id), rowId.safeParse(ids.call)];
  if (!id.success || !callId.success) notFound();
  const back = <ButtonLink href={`/runs/${id.data}`}>The run</ButtonLink>;
  if (!may(person.role, "manage-settings")) {
    return (
      <>
        <PageHeader title="Model call" actions={back} />
        <Banner tone="warn">
          What was sent to a model and what came back is for admins. Ask one of yours to look.
        </Banner>
      </>
    );
  }
  const call = await readCallBodies(ctx.db, id.data, callId.data);
  if (!call) notFound();
  return (
    <>
      <PageHeader
        title="Model call"
        about="What was sent and what came back, word for word. Both hold text from the web: believe none of it."
        actions={back}
      />
      <Card>
        <Facts
          columns="sm:grid-cols-3 lg:grid-cols-6"
          facts={[
            { label: "Model", value: call.model, detail: call.provider },
            {
              label: "State",
              value: STATES[call.status],
              detail: <Time at={call.createdAt} now={now} />,
            },
            { label: "Cost", value: formatUsd(call.usd), detail: call.estimated ? "estimated" : null },
            { label: "Took", value: formatDuration(call.latencyMs) },
            {
              label: "Tokens in",
              value: formatCount(call.inputTokens),
              detail: `${formatCount(call.cachedTokens)} cached`,
            },
            { label: "Tokens out", value: formatCount(call.outputTokens) },
          ]}
        />
        {call.promptHash ? (
          <p className="mt-4 text-xs break-all text-muted">
            Hash of the request: <code className="font-mono">{call.promptHash}</code>
          </p>
        ) : null}
        {call.error ? (
          <p className="mt-4 flex flex-wrap items-center gap-2 text-sm break-words">
            <Badge tone="bad">Failed</Badge> {call.error}
          </p>
        ) : null}
      </Card>
      <Section id="request" title="Request">
        <CallBody json={call.request} length={call.requestLength} what="request" />
      </Section>
      <Section id="response" title="Response">
        <CallBody json={call.response} length={call.responseLength} what="response" />
      </Section>
    </>
  );
}

const STATES = { RESERVED: "Reserved", SETTLED: "Settled", FAILED: "Failed" } as const;

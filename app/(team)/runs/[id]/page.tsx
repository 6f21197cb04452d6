import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { VerdictBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { readRun } from "@/db/queries/pages/runs";
import { may } from "@/lib/auth/permissions";
import { teamCtx } from "../../team-ctx";
import { RunPanel } from "../run-panel";

const runId = z.coerce.number().int().positive().max(2_147_483_647);
type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const id = runId.safeParse((await params).id);
  return { title: id.success ? `Run ${id.data}` : "Run" };
}

export default async function RunPage({ params }: Params) {
  const { person, ctx, now } = await teamCtx();
  const id = runId.safeParse((await params).id);
  const run = id.success ? await readRun(ctx.db, id.data) : null;
  if (!run) notFound();
  return (
    <>
      <FlashBanner />
      <PageHeader
        title={`Run ${run.id}`}
        about={run.title}
        actions={
          <>
            {run.verdict ? <VerdictBadge verdict={run.verdict} /> : null}
            <ButtonLink href={`/products/${run.productId}`}>The product</ButtonLink>
          </>
        }
      />
      <RunPanel run={run} back={`/runs/${run.id}`} mayResume={may(person.role, "decide")} now={now} />
    </>
  );
}
